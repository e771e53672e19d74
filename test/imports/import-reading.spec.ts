import { below, bodyOf, cell, COLUMNS, fileOf, Filing, line, places, row } from '../support/trade/filing.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const filing = new Filing(office);
const SUBMIT = '&submit=true';

beforeAll(() => putRates(office));

describe('the text of a file', () => {
  it('may end its lines in several ways', async () => {
    const [head, ...rows] = fileOf([row('ENDS-1'), row('ENDS-2'), row('ENDS-3')])
      .trimEnd()
      .split('\r\n');
    const view = await filing.importFile(`${head}\r\n${rows[0]}\n${rows[1]}\r${rows[2]}\n`);
    expect(view).toMatchObject({ rows: 3, declarations: 3, accepted: 3, created: 3, errors: [] });
    expect((await filing.stored('ENDS-1'))?.goods[0]).toMatchObject({ stall: 'C1-0231' });
  });

  it('numbers its rows as a spreadsheet does', async () => {
    const view = await filing.importFile(
      fileOf([row('BLANK-1'), '', '', row('BLANK-2'), row('BLANK-3', { quantity: '1,2' })]),
    );
    expect(places(view)).toEqual([[6, 'quantity', 'decimal-invalid']]);
    expect(view.errors[0]?.value).toBe('1,2');
    const named = await filing.importFile(`sep=,\r\n${fileOf([row('BLANK-4', { quantity: 'x' })])}`);
    expect(places(named)).toEqual([[3, 'quantity', 'decimal-invalid']]);
  });

  it('may quote its header cells, with a line break in one', async () => {
    const text = fileOf([row('QUOTED-1')]).replace('final_destination,stall', 'final_destination,"stall\n"');
    expect(await filing.importFile(text)).toMatchObject({ accepted: 1, errors: [] });
    expect((await filing.stored('QUOTED-1'))?.goods[0]).toMatchObject({ stall: 'C1-0231' });
  });

  test.each([
    ['utf-16le', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['utf-8', (text: string) => Buffer.from(`\ufeff${text}`)],
  ])('may be %s', async (encoding, bytes) => {
    const view = await filing.importFile(bytes(fileOf([row(`CODED-${encoding}`)])));
    expect(view).toMatchObject({ accepted: 1, encoding });
    expect((await filing.stored(`CODED-${encoding}`))?.header).toMatchObject({
      consignor: { name: '绍兴木棉进出口有限公司' },
    });
  });

  it('in Big5 is refused: read as GB18030 it would give other names', async () => {
    const [before = '', after = ''] = fileOf([row('BIG5-1', { principal_name: '@' })]).split('@');
    const ascii = (text: string) => Buffer.from(text.replace(/[^ -~\r\n]/g, 'x'));
    const name = Buffer.from([0xac, 0x5f, 0xbe, 0xf4, 0xa6, 0x40, 0xa5, 0xac]);
    const { body } = await filing.send(Buffer.concat([ascii(before), name, ascii(after)])).expect(400);
    expect(body.code).toBe('file-encoding-unknown');
  });

  it('may be parted by semicolons or tabs, with the usual other names of columns', async () => {
    const names: Record<string, string> = {
      container_number: '柜号',
      goods_name: '品名',
      hs_code: 'HS编码',
      total_price: '总价 (USD)',
    };
    const columns = COLUMNS.map((name) => names[name] ?? name);
    const cells = (reference: string) => COLUMNS.map((name) => row(reference)[name]);
    for (const [delimiter, reference] of [
      [';', 'PARTED-1'],
      ['\t', 'PARTED-2'],
    ] as const) {
      const text = [columns, cells(reference)].map((each) => each.join(delimiter)).join('\n');
      expect(await filing.importFile(text)).toMatchObject({ accepted: 1, rejected: 0, errors: [] });
      expect((await filing.stored(reference))?.goods[0]).toMatchObject({ hs_code: '5407520090', name: '涤纶染色布' });
    }
  });

  it('may have columns of others: they are reported, and left alone', async () => {
    const view = await filing.importFile(fileOf([row('OTHERS-1', { 备注二: 'x' })], [...COLUMNS, '备注二']));
    expect(view).toMatchObject({ accepted: 1, rejected: 0 });
    expect(view.errors).toMatchObject([{ row: 1, column: '备注二', code: 'column-unknown', severity: 'warning' }]);
  });
});

describe('a row', () => {
  it('with more cells than columns is refused with its declaration', async () => {
    const view = await filing.importFile(fileOf([row('EXTRA-1'), `${line(row('EXTRA-2', { stall: 'C2' }))},0231`]));
    expect(view).toMatchObject({ accepted: 1, rejected: 1, rowsRejected: 1 });
    expect(view.errors).toMatchObject([{ row: 3, code: 'cell-without-column', value: '0231' }]);
  });

  it('with fewer cells has empty ones, and empty cells behind the last column are none', async () => {
    const short = line(row('FEWER-1', { stall: '' })).replace(/,$/, '');
    expect(await filing.importFile(fileOf([short, `${line(row('FEWER-2'))},,`]))).toMatchObject({
      accepted: 2,
      rejected: 0,
    });
  });

  it('with a broken quote is reported by its number, and the rows after it are read', async () => {
    const broken = line(row('BROKEN-1')).replace('涤纶染色布', '"涤纶染色布');
    const view = await filing.importFile(
      fileOf([broken, row('BROKEN-2'), row('BROKEN-3', { goods_name: '棉布 "A"' })]),
    );
    expect(view).toMatchObject({ rows: 3, declarations: 3, accepted: 2, rejected: 1 });
    expect(places(view)).toEqual([[2, 'goods_name', 'quote-malformed']]);
  });

  it('reports all of its mistakes at once, those of shape and those of rules', async () => {
    const cells = {
      declared_on: '10/12/2021',
      quantity: 'many',
      unit: 'xx',
      hs_code: '12',
      consignor_uscc: '9.13306E+17',
    };
    const view = await filing.importFile(fileOf([row('ALL-1', cells)]), SUBMIT);
    expect(places(view).sort()).toEqual([
      [2, 'consignor_uscc', 'uscc-invalid'],
      [2, 'declared_on', 'day-invalid'],
      [2, 'hs_code', 'hs-code-invalid'],
      [2, 'quantity', 'decimal-invalid'],
      [2, 'unit', 'unit-unknown'],
    ]);
  });

  it('reports one mistake once', async () => {
    const view = await filing.importFile(
      fileOf([row('ONCE-1', { line: '1.0' }), row('ONCE-2', { line: 'first' })]),
      SUBMIT,
    );
    expect(view).toMatchObject({ accepted: 1, rejected: 1 });
    expect(places(view)).toEqual([[3, 'line', 'integer-invalid']]);
  });

  it('reports what was read otherwise than it is written', async () => {
    const cells = { declared_on: '2021/12/10', unit: '30', hs_code: '901210000', consignor_uscc: '9.13306E+17' };
    const view = await filing.importFile(fileOf([row('READ-1', cells)]), SUBMIT);
    expect(places(view).sort()).toEqual([
      [2, 'consignor_uscc', 'uscc-invalid'],
      [2, 'declared_on', 'cell-read-as'],
      [2, 'hs_code', 'leading-zeros-lost'],
      [2, 'unit', 'leading-zeros-lost'],
    ]);
    const good = await filing.importFile(
      fileOf([row('READ-2', { ...cells, consignor_uscc: '91330621MA00000066' })]),
      SUBMIT,
    );
    expect(good).toMatchObject({ accepted: 1, rejected: 0 });
    expect(good.errors.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });

  it('says the same as the API does with the same content', async () => {
    const written = {
      declared_on: '2021/12/10',
      quantity: '1,000',
      unit: '米',
      final_destination: '尼日利亚',
      trade_terms: 'C&F',
    };
    const cells = { ...written, freight_mark: '总价', freight_value: '85.00', buyer_name: ' Cafe\u0301 ' };
    const columns = [...COLUMNS, 'freight_mark', 'freight_value'];
    await filing.importFile(fileOf([row('TWIN-1', cells)], columns), SUBMIT);
    const freight = { mark: 'total', value: '85.00' };
    const body = bodyOf('TWIN-2', {}, { tradeTerms: 'CFR', freight, buyer: { name: 'Caf\u00e9', country: 'NGA' } });
    await office.as('brokerA').post('/v1/declarations').send(body).expect(201);
    const [file, api] = [await filing.stored('TWIN-1'), await filing.stored('TWIN-2')];
    const plain = ({ reference: _, ...header }: Record<string, unknown> = {}) => header;
    expect(plain(api?.header)).toEqual(plain(file?.header));
    const [{ declaration_id: _one, ...first } = {}] = file?.goods ?? [];
    const [{ declaration_id: _two, ...second } = {}] = api?.goods ?? [];
    expect(second).toEqual(first);
  });

  it('may name a person by a resident identity number', async () => {
    const view = await filing.importFile(fileOf([row('PERSON-1', { principal_id: '330621199001011230' })]), SUBMIT);
    expect(view).toMatchObject({ accepted: 1, errors: [] });
    expect((await filing.stored('PERSON-1'))?.header).toMatchObject({
      principal: { idType: 'ID', id: '330621199001011230' },
    });
  });
});

describe('the rows of a declaration', () => {
  const usd = async (reference: string) => (await filing.declaration(reference))?.body['totals']?.['usd'];

  it('go on below it where their cells about the declaration are empty', async () => {
    const view = await filing.importFile(
      fileOf([row('MERGED-1'), below({ total_price: '9000.00', final_destination: 'NGA' }), row('MERGED-2')]),
      SUBMIT,
    );
    expect(view).toMatchObject({ rows: 3, declarations: 2, accepted: 2, submittable: 2, errors: [] });
    expect(await usd('MERGED-1')).toBe('10850.00');
  });

  it('may stand apart, and write the reference in another width', async () => {
    const rows = [row('APART-1'), row('APART-2'), row('APART-1', { line: '2' })];
    expect(await filing.importFile(fileOf(rows))).toMatchObject({ declarations: 2, accepted: 2 });
    const differently = await filing.importFile(fileOf([row('WIDE-1'), row('ＷＩＤＥ-1', { line: '2' })]));
    expect(differently).toMatchObject({ declarations: 1, accepted: 0, rejected: 1 });
    expect(places(differently)).toEqual([[3, 'reference', 'header-rows-disagree']]);
  });

  it('are refused beside a row that belongs to none, which may be one of them', async () => {
    const stray = { ...row(''), line: '2' };
    const view = await filing.importFile(
      fileOf([row('BESIDE-1'), row('BESIDE-2'), stray, row('BESIDE-3'), row('BESIDE-4')]),
      SUBMIT,
    );
    expect(view).toMatchObject({ declarations: 4, accepted: 2, rejected: 2, rowsRejected: 3 });
    expect(places(view)).toEqual([
      [3, null, 'beside-stray-row'],
      [4, 'reference', 'required-missing'],
      [5, null, 'beside-stray-row'],
    ]);
  });

  it.each(['同上', '-', '\u2060', 'DITT0-1'])(
    'are refused beside a row that names %j and says nothing else of its declaration',
    async (name) => {
      const [above, under] = [
        `OVER-${name.length}${name.codePointAt(0)}`,
        `UNDER-${name.length}${name.codePointAt(0)}`,
      ];
      const lost = (line: string) => below({ reference: name, line, total_price: '9000.00', final_destination: 'NGA' });
      const view = await filing.importFile(fileOf([row(above), lost('2'), lost('3'), row(under)]), SUBMIT);
      expect(view).toMatchObject({ accepted: 0, created: 0 });
      expect(places(view)).toEqual(
        expect.arrayContaining([
          [2, null, 'beside-stray-row'],
          [3, 'market', 'required-missing'],
          [5, null, 'beside-stray-row'],
        ]),
      );
      expect(await filing.stored(above)).toBeNull();
    },
  );

  it('are one declaration where a character that nobody sees parts their references, which is refused', async () => {
    const seen = await filing.importFile(fileOf([row('SEEN-1'), row('SEEN-1\u202a', { line: '2' })]), SUBMIT);
    expect(seen).toMatchObject({ declarations: 1, accepted: 0, rejected: 1 });
    expect(places(seen)).toEqual([[3, 'reference', 'header-rows-disagree']]);
  });
});

test('a rejected file that was corrected says everything else as the first one did', async () => {
  const names = {
    buyer_name: '+PLUS TEXTILES',
    goods_name: '-20℃防寒布',
    specification: '\'@2/1 "斜纹"',
    stall: '=A1',
  };
  const columns = [...COLUMNS, 'specification', 'remark'];
  const rows = [
    row('-BACK-1', { ...names, quantity: 'many', remark: ' "quoted"\nkept ' }),
    row("'BACK-2", { quantity: 'x' }),
  ];
  const first = await filing.importFile(fileOf(rows, columns));
  expect(first).toMatchObject({ rejected: 2 });
  const text = await filing.rejected(first.id);
  expect(text).toContain("'-20℃防寒布");
  expect(text).toContain(cell(' "quoted"\nkept '));
  const again = await filing.importFile(text.replace(',many,', ',1000,').replace(',x,', ',1000,'));
  expect(again).toMatchObject({ accepted: 2, rejected: 0 });
  const stored = await filing.stored('-BACK-1');
  expect(stored?.header).toMatchObject({ buyer: { name: names.buyer_name } });
  expect(stored?.goods[0]).toMatchObject({ name: names.goods_name, specification: names.specification, stall: '=A1' });
  expect(await filing.stored("'BACK-2")).not.toBeNull();
});
