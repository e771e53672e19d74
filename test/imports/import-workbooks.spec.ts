import { deflateRawSync, crc32 } from 'node:zlib';
import ExcelJS from 'exceljs';
import { COLUMNS, Filing, row, type Import } from '../support/trade/filing.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const office = useOffice();
const filing = new Filing(office);

beforeAll(() => putRates(office));

/** A workbook as a person makes one: numbers are numbers, days are days. */
async function bookOf(rows: readonly Record<string, unknown>[], columns: readonly string[] = COLUMNS): Promise<Buffer> {
  const made = new ExcelJS.Workbook();
  const sheet = made.addWorksheet('一月');
  sheet.addRow([...columns]);
  for (const cells of rows) {
    const added = sheet.addRow(columns.map((name) => cells[name] ?? null));
    added.eachCell((cell) => {
      if (cell.value instanceof Date) cell.numFmt = 'yyyy/m/d';
    });
  }
  return Buffer.from(await made.xlsx.writeBuffer());
}

/** An archive of these parts; `claimed` is what it says a part unpacks to. */
function zipOf(parts: readonly (readonly [name: string, content: Buffer, claimed?: number])[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content, claimed = content.length] of parts) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc32(content), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claimed, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(claimed, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    files.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(parts.length, 65_535), 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const WORKBOOK = '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>';
const RELATIONS =
  '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
const partsWith = (sheet: Buffer, workbook = WORKBOOK) =>
  [
    ['xl/workbook.xml', Buffer.from(workbook)],
    ['xl/_rels/workbook.xml.rels', Buffer.from(RELATIONS)],
    ['xl/worksheets/sheet1.xml', sheet],
  ] as const;

const send = (content: Buffer, query = '', type = XLSX) =>
  office.as('brokerA').post(`/v1/imports?kind=declarations${query}`).set('Content-Type', type).send(content);

async function imported(content: Buffer, query = ''): Promise<Import> {
  const { body } = await send(content, query).expect(202);
  await office.drain();
  return filing.look(body.id);
}

const bytesOf = async (path: string): Promise<Buffer> => {
  const { body } = await office
    .as('brokerA')
    .get(path)
    .set('Accept-Language', 'zh-CN')
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  return body as Buffer;
};

const opened = async (content: Buffer): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(content as never);
  return book;
};

describe('a workbook', () => {
  it('is read like the CSV file of the same rows', async () => {
    const typed = {
      ...row('BOOK-1'),
      ...{ declared_on: new Date('2021-12-10T00:00:00Z'), quantity: 1000, net_kg: 190.5, total_price: 1850, line: 1 },
      ...{ hs_code: 5407520090, unit: '米', buyer_country: '尼日利亚' },
    };
    const view = await imported(await bookOf([typed, row('BOOK-2', { quantity: 'x' })]));
    expect(view).toMatchObject({ rows: 2, created: 1, rejected: 1, encoding: 'xlsx' });
    expect(view.errors.map(({ row: number, column }) => [number, column])).toEqual([[3, 'quantity']]);
    const stored = await filing.stored('BOOK-1');
    expect(stored?.header).toMatchObject({ buyer: { country: 'NGA' } });
    expect(stored?.goods[0]).toMatchObject({
      quantity: '1000',
      unit: '030',
      hsCode: '5407520090',
      netWeightKg: '190.5',
    });
    // The same content as text changes nothing.
    const text = await filing.importFile(
      `${COLUMNS.join(',')}\n${COLUMNS.map((name) => ({ ...row('BOOK-1'), net_kg: '190.5' })[name]).join(',')}\n`,
    );
    expect(text).toMatchObject({ unchanged: 1, created: 0 });
  });

  it('gives back what is wrong, and takes it again as it was, corrected', async () => {
    const odd = { stall: "'C1", buyer_name: '=1+1', bill_of_lading: '-5' };
    const columns = [...COLUMNS, 'bill_of_lading'];
    const first = await imported(await bookOf([row('BACK-1', { ...odd, quantity: 'x' }), row('BACK-2')], columns));
    expect(first).toMatchObject({ created: 1, rejected: 1 });
    const book = await opened(await bytesOf(`/v1/imports/${first.id}/rejected.xlsx`));
    const [sheet] = book.worksheets;
    const header = (sheet?.getRow(1).values as string[]).slice(1);
    expect(header).toEqual([...columns, '错误']);
    expect(sheet?.rowCount).toBe(2);
    expect(String(sheet?.getRow(2).getCell(header.length).value)).toContain('quantity');
    sheet!.getRow(2).getCell(header.indexOf('quantity') + 1).value = '1000';
    const again = await imported(Buffer.from(await book.xlsx.writeBuffer()));
    expect(again).toMatchObject({ created: 1, rejected: 0 });
    expect((await filing.stored('BACK-1'))?.header).toMatchObject({ buyer: { name: '=1+1' }, billOfLading: '-5' });
    expect((await filing.stored('BACK-1'))?.goods[0]).toMatchObject({ stall: "'C1" });
  });

  it('has a template with Chinese headings, choices from a code sheet, text on codes, notes and a version', async () => {
    const bytes = await bytesOf('/v1/imports/template.xlsx');
    expect(await bytesOf('/v1/imports/template.xlsx')).toEqual(bytes);
    const [data, codes, guide] = (await opened(bytes)).worksheets;
    const header = (data?.getRow(1).values as string[]).slice(1);
    expect(header.slice(0, 3)).toEqual(['申报参考号', '申报日期', '市场']);
    const at = (name: string) => header.indexOf(name) + 1;
    expect(data?.getColumn(at('商品编号')).numFmt).toBe('@');
    expect(data?.getColumn(at('申报日期')).numFmt).toContain('yyyy');
    expect(JSON.stringify(data?.getRow(1).getCell(at('商品编号')).note)).toContain('hs_code');
    const unit = data?.getRow(2).getCell(at('单位')).dataValidation;
    expect(unit).toMatchObject({ type: 'list', formulae: [expect.stringContaining("'代码表'!$H$2")] });
    expect(codes?.getRow(1).values).toContain('计量单位');
    expect(guide?.getRow(1).getCell(2).value).toBe('2026-11');
    expect((await send(bytes)).body.code).toBe('file-empty');
  });

  it('follows the headers of the firm', async () => {
    const put = (headers: object) => office.as('brokerA').put('/v1/import-mappings/erp').send({ headers });
    await put({ 我司单号: 'reference', 品: 'no_such' }).expect(422);
    await put({ 我司单号: 'reference', '货 (CN)': 'goods_name' }).expect(200);
    await put({}).expect(428);
    const columns = COLUMNS.map((name) => ({ reference: '我司单号', goods_name: '货（CN）' })[name] ?? name);
    const cells = row('OWN-1');
    const named = Object.fromEntries(COLUMNS.map((name, index) => [columns[index] ?? '', cells[name]]));
    expect((await send(await bookOf([named], columns))).status).toBe(400);
    expect((await send(await bookOf([named], columns), '&mapping=none')).body.violations[0].pointer).toBe(
      '/query/mapping',
    );
    const view = await imported(await bookOf([named], columns), '&mapping=erp');
    expect(view).toMatchObject({ created: 1, errors: [] });
    expect((await office.as('brokerB').get('/v1/import-mappings').expect(200)).body.items).toEqual([]);
    await office.as('brokerA').delete('/v1/import-mappings/erp').expect(204);
    await office.as('brokerA').get('/v1/import-mappings/erp').expect(404);
  });

  it.each<[string, () => Buffer, number, string]>([
    ['a text under its name', () => Buffer.from('reference,market,line\n'), 400, 'file-type-differs'],
    ['an old one, or one with a password', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 400, 'workbook-locked'],
    ['an archive of something else', () => zipOf([['mimetype', Buffer.from('x')]]), 400, 'file-unreadable'],
    [
      'one that is cut off',
      () => zipOf(partsWith(Buffer.from('<worksheet/>'))).subarray(0, 200),
      400,
      'file-unreadable',
    ],
    [
      'a document type',
      () => zipOf(partsWith(Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'))),
      400,
      'file-unreadable',
    ],
    [
      'a hundred thousand sheets',
      () =>
        zipOf(
          partsWith(
            Buffer.from('<worksheet/>'),
            `<workbook><sheets>${'<sheet name="a" r:id="rId1"/>'.repeat(100_000)}</sheets></workbook>`,
          ),
        ),
      413,
      'workbook-too-large',
    ],
    [
      'more parts than a workbook has',
      () => zipOf(Array.from({ length: 3_000 }, (_, index) => [`xl/${index}.xml`, Buffer.from('x')] as const)),
      413,
      'workbook-too-large',
    ],
    [
      'a bomb of blanks that claims to be small',
      () =>
        zipOf([
          ...partsWith(Buffer.alloc(0)).slice(0, 2),
          ['xl/worksheets/sheet1.xml', Buffer.alloc(30_000_000, 32), 100],
        ]),
      400,
      'file-unreadable',
    ],
    [
      'one text of megabytes',
      () =>
        zipOf(
          partsWith(Buffer.from(`<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>${'x'.repeat(5_000_000)}`)),
        ),
      400,
      'file-unreadable',
    ],
  ])('is refused as %s', async (_, content, status, code) => {
    const answer = await send(content());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('sent as CSV is refused', async () => {
    const answer = await send(await bookOf([row('WRONG-1')]), '', 'text/csv');
    expect([answer.status, answer.body.code]).toEqual([400, 'file-type-differs']);
  });

  it('tells how far it is until it has ended', async () => {
    const { body } = await send(await bookOf([row('EVENT-1'), row('EVENT-2')])).expect(202);
    const stream = office.as('brokerA').get(`/v1/imports/${body.id}/events`).buffer(true);
    const [answer] = await Promise.all([stream.then((response) => response), office.drain()]);
    const events = answer.text.split('\n\n').flatMap((event) => /^data: (.*)$/m.exec(event)?.[1] ?? []);
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(JSON.parse(events.at(-1) ?? '')).toMatchObject({
      id: body.id,
      state: 'finished',
      created: 2,
      progress: '1.00',
    });
    expect((await office.as('brokerB').get(`/v1/imports/${body.id}/events`)).status).toBe(404);
  });
});
