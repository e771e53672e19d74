import { COLUMNS } from '../../src/imports/domain/columns.js';
import { codeOfNames, readCell, type CodeNames } from './cell.js';
import { fieldOfHeader } from './headers.js';
import { clipboardText, fitsDirectly, linesBeyond, parseClipboard, pasteRows, planPaste, readBlock } from './paste.js';
import { GOODS_FIELDS, MAIN_FIELDS, newRow, type GoodsField } from './rows.js';

const names: CodeNames = {
  unit: codeOfNames([
    { code: '030', names: ['米', 'metre'] },
    { code: '035', names: ['千克', 'kilogram'] },
  ]),
  country: codeOfNames([
    { code: 'NGA', names: ['尼日利亚', 'Nigeria'] },
    { code: 'COD', names: ['刚果', 'Congo'] },
    { code: 'COG', names: ['刚果', 'Congo'] },
  ]),
};

const read = (field: GoodsField, typed: string, padHsCodes = false) => readCell(field, typed, names, { padHsCodes });

describe('the clipboard of a spreadsheet', () => {
  it.each<[string, string, string[][]]>([
    [
      'rows end with CRLF, and the last one too',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['rows of an old Mac or of Linux', 'a\rb\nc', [['a'], ['b'], ['c']]],
    ['a line break in a quoted cell', '"涤纶\n染色布"\t12\r\n', [['涤纶\n染色布', '12']]],
    ['a doubled quote is a quote', '"宽 5"" 的布\n"\tx', [['宽 5" 的布\n', 'x']]],
    ['a quote inside a cell is a letter', '宽 5" 的布\tx', [['宽 5" 的布', 'x']]],
    [
      'a quote that nothing closes is a letter',
      '"宽\tx\r\ny',
      [
        ['"宽', 'x'],
        ['y', ''],
      ],
    ],
    ['a tab in a quoted name', '"涤纶\t布"\tx', [['涤纶\t布', 'x']]],
    [
      'merged cells leave empty ones',
      'a\tb\r\n\tc\r\n',
      [
        ['a', 'b'],
        ['', 'c'],
      ],
    ],
    ['empty rows at the end are none', 'a\tb\r\n\t\r\n\r\n', [['a', 'b']]],
    [
      'short rows are filled',
      'a\r\nb\tc',
      [
        ['a', ''],
        ['b', 'c'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_what, text, expected) => {
    expect(parseClipboard(text)).toEqual(expected);
  });

  it('reads what it writes', () => {
    const block = [
      ['a "b"', 'c\td'],
      ['e\nf', ''],
    ];
    expect(parseClipboard(clipboardText(block))).toEqual(block);
  });
});

describe('headers', () => {
  it('are the names that files of the import have', () => {
    for (const column of COLUMNS.filter(({ level, path }) => level === 'goods' && path !== 'line')) {
      for (const header of [column.name, column.chinese, ...column.aliases]) {
        expect([header, fieldOfHeader(header)]).toEqual([header, column.path]);
      }
    }
  });

  it.each([
    ['净重(kg)', 'netWeightKg'],
    ['ＨＳ编码', 'hsCode'],
    ['总价 USD', null],
    ['总价（USD）', 'totalPrice'],
    ['客户', null],
  ])('%s means %s', (header, field) => expect(fieldOfHeader(header)).toBe(field));

  it('are found in the first row, and then decide where a column goes', () => {
    const plan = planPaste(
      [
        ['品名', '备注', '数量', '成交数量'],
        ['布', 'x', '1', '2'],
      ],
      MAIN_FIELDS,
      0,
    );
    expect(plan).toEqual({ hasHeader: true, columns: ['name', null, 'quantity', null] });
  });

  it('are not seen in a row of goods: columns follow those of the grid from the active cell on', () => {
    const plan = planPaste([['涤纶染色布', '150cm', '12000']], MAIN_FIELDS, 1);
    expect(plan).toEqual({ hasHeader: false, columns: ['name', 'specification', 'quantity'] });
  });
});

describe('a cell as people type it', () => {
  it.each<[GoodsField, string, string]>([
    ['hsCode', '5407.5200.90', '5407520090'],
    ['hsCode', '５４０７５２００９０', '5407520090'],
    ['hsCode', ' 5407 5200 90 ', '5407520090'],
    ['quantity', '１２，０００', '12000'],
    ['totalPrice', '$18,600.00', '18600.00'],
    ['totalPrice', '￥1,234.5元', '1234.5'],
    ['totalPrice', '.5', '0.5'],
    ['netWeightKg', '6 900 kg', '6900'],
    ['packages', '160.0', '160'],
    ['packages', '160件', '160'],
    ['unit', '米', '030'],
    ['unit', '35', '035'],
    ['finalDestination', '尼日利亚', 'NGA'],
    ['finalDestination', 'nga', 'NGA'],
    ['name', ' 涤纶\r\n染色布 ', '涤纶 染色布'],
    ['name', '布（宽）', '布（宽）'],
  ])('%s %j is %j', (field, typed, value) => expect(read(field, typed)).toEqual({ value, problem: null }));

  it.each<[GoodsField, string, string]>([
    ['hsCode', '5.40752E+09', 'digits-lost'],
    ['totalPrice', '1.8E+4', 'digits-lost'],
    ['quantity', '12,00', 'no-number'],
    ['quantity', '1.234,56', 'no-number'],
    ['quantity', '-5', 'no-number'],
    ['packages', '1.5', 'no-number'],
    ['unit', '卷', 'not-listed'],
    ['finalDestination', '刚果', 'not-listed'],
  ])('%s %j is not guessed at: %s', (field, typed, problem) =>
    expect(read(field, typed)).toEqual({ value: typed, problem }),
  );

  it('is padded to ten digits only when somebody says so', () => {
    expect(read('hsCode', '101210090')).toEqual({ value: '101210090', problem: 'nine-digits' });
    expect(read('hsCode', '101210090', true)).toEqual({ value: '0101210090', problem: null });
  });
});

describe('a pasted block', () => {
  const block = [
    ['商品编号', '品名', '单位', '总价'],
    ['5407520090', '布', '米', '1,000.00'],
    ['', '', '卷', '2'],
  ];
  const plan = planPaste(block, MAIN_FIELDS, 0);

  it('names what was rewritten and what cannot be right', () => {
    const { rows, changed, problems, gaps } = readBlock(block, plan, { names });
    expect(rows.map(({ cells }) => cells)).toEqual([
      { hsCode: '5407520090', name: '布', unit: '030', totalPrice: '1000.00' },
      { unit: '卷', totalPrice: '2' },
    ]);
    expect(changed.map(({ typed, value }) => [typed, value])).toEqual([
      ['米', '030'],
      ['1,000.00', '1000.00'],
    ]);
    expect(problems).toMatchObject([{ row: 1, field: 'unit', typed: '卷', problem: 'not-listed' }]);
    expect(gaps).toEqual(['hsCode', 'name']);
  });

  it('takes what merged cells span from above when asked', () => {
    const { rows } = readBlock(block, plan, { names, fillGaps: true });
    expect(rows[1]?.cells).toMatchObject({ hsCode: '5407520090', name: '布' });
  });

  it('leaves out bad rows when asked', () => {
    expect(readBlock(block, plan, { names, onlyClean: true }).rows).toHaveLength(1);
  });

  it('changes only its own columns when it overwrites', () => {
    const existing = [newRow({ name: '旧', stall: 'C1' }), newRow({ name: '旧' })];
    const after = pasteRows(existing, [newRow({ name: '新' })], 'overwrite', { at: 0, columns: ['name'] });
    expect(after.map(({ cells }) => cells)).toEqual([{ name: '新', stall: 'C1' }, { name: '旧' }]);
    expect(after[0]?.key).toBe(existing[0]?.key);
  });

  it('may not bring a declaration beyond 2,000 lines', () => {
    expect(linesBeyond(0, 2001, 'append', 0)).toBe(2001);
    expect(linesBeyond(1, 2000, 'append', 0)).toBe(2001);
    expect(linesBeyond(1, 2000, 'replace', 0)).toBeNull();
    expect(linesBeyond(2000, 10, 'overwrite', 1990)).toBeNull();
  });

  it('goes in at once where it is small and fits', () => {
    const small = [['1', '2']];
    expect(fitsDirectly(small, planPaste(small, MAIN_FIELDS, 0), 2)).toBe(true);
    expect(fitsDirectly(small, planPaste(small, MAIN_FIELDS, 0), 1)).toBe(false);
    expect(fitsDirectly(block, plan, GOODS_FIELDS.length)).toBe(false);
  });

  it('of 2,000 rows is read whole', () => {
    const rows = Array.from({ length: 2000 }, (_, n) => `5407520090\t布${n}\t米\t1,000.00`).join('\r\n');
    const parsed = parseClipboard(rows);
    expect(
      readBlock(parsed, planPaste(parsed, ['hsCode', 'name', 'unit', 'totalPrice'], 0), { names }).changed,
    ).toHaveLength(4000);
  });
});
