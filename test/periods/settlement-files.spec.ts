import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import PDFDocument from 'pdfkit';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { withFixedTimes } from '../../src/platform/files/fixed-zip.js';
import { chineseFont } from '../../src/platform/files/font.js';
import { FIGURES } from '../../src/settlement/domain/figures.js';
import { WORDING } from '../../src/settlement/domain/wording.js';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import { countryCodes, countryName } from '../../src/vocabulary/country.js';
import { Given } from '../support/trade/given.js';
import { pagesOf } from '../support/pdf-text.js';
import { useOffice } from '../support/office.js';
import { noon, WeekLife } from '../support/trade/week-life.js';
import { kindsAt } from '../../src/vocabulary/open-item-kinds.js';

const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let firm: StatementHead;
let other: StatementHead;

beforeAll(async () => {
  await given.followUp('KQ-CTC', null);
  // A name that would be a formula, with a character no font of ours has.
  await office.database.transaction(SYSTEM, (tx) =>
    tx.run('UPDATE organisation SET name = $2 WHERE id = $1', [office.people.organisations.brokerB, '=SUM(A1)𠮷行']),
  );
  const items = countryCodes().map((to, index) => ({ to, cny: `${1234567 + index}.05`, usd: '100.01', kg: '2.50000' }));
  await given.declaration({
    filed: noon('2026-11-09'),
    released: noon('2026-11-10'),
    closed: noon('2026-11-11'),
    items,
  });
  await given.declaration({
    ...{ broker: 'brokerB', filed: noon('2026-11-09'), released: noon('2026-11-10'), closed: noon('2026-11-11') },
    items: [{ to: 'CIV', cny: '98765432109876543.21', usd: '0.07' }],
  });
  office.clock.goTo('2026-11-16T07:00:00+08:00');
  await new WeekLife(office).settle('2026-W46');
  const { body } = await office.as('officer').get('/v1/settlements?market=KQ-CTC&week=2026-W46').expect(200);
  const of = (broker: string) => (body.items as StatementHead[]).find((one) => one.broker === broker) as StatementHead;
  [firm, other] = [of(office.people.organisations.brokerA), of(office.people.organisations.brokerB)];
});

/** A file as its bytes. */
async function file(head: StatementHead, query: string, headers: Record<string, string> = {}) {
  const answer = await office
    .as('officer')
    .get(`/v1/settlements/${head.id}${query}`)
    .set({ 'Accept-Encoding': 'identity', ...headers })
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  return { headers: answer.headers as Record<string, string>, bytes: answer.body as Buffer };
}

describe('the files of a statement', () => {
  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['xlsx', XLSX],
    ['pdf', 'application/pdf'],
  ])('%s: whole, with row count and SHA-256, the same bytes when made again later', async (format, type) => {
    const first = await file(firm, `?format=${format}`);
    expect(first.headers).toMatchObject({ 'content-type': type, 'x-row-count': String(countryCodes().length) });
    expect(first.headers['x-content-sha256']).toBe(createHash('sha256').update(first.bytes).digest('hex'));
    expect(first.headers['content-length']).toBe(String(first.bytes.length));
    expect(first.headers['content-disposition']).toContain(`.${format}"`);
    // ZIP counts in steps of two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await file(firm, `?format=${format}`)).bytes.equals(first.bytes)).toBe(true);
  });

  it('are chosen by Accept where no format is named, and refused where there is none', async () => {
    expect((await file(firm, '', { Accept: XLSX })).headers['content-type']).toBe(XLSX);
    expect((await file(firm, '', { Accept: 'text/html, application/pdf;q=0.9' })).headers['content-type']).toBe(
      'application/pdf',
    );
    expect((await file(firm, '?format=csv', { Accept: 'application/pdf' })).headers['content-type']).toContain(
      'text/csv',
    );
    await office.as('officer').get(`/v1/settlements/${firm.id}`).set('Accept', 'text/html').expect(406);
    await office.as('brokerB').get(`/v1/settlements/${firm.id}?format=pdf`).expect(404);
  });

  it('stay as they were when the firm takes another name', async () => {
    const before = await file(firm, '?format=pdf');
    const rename = (name: string) =>
      office.database.transaction(SYSTEM, (tx) =>
        tx.run('UPDATE organisation SET name = $2 WHERE id = $1', [office.people.organisations.brokerA, name]),
      );
    await rename('新名报关行');
    expect((await file(firm, '?format=pdf')).bytes.equals(before.bytes)).toBe(true);
    await rename('柯桥甲报关行');
  });
});

describe('the workbook', () => {
  const read = async (head: StatementHead, language = 'zh-CN') => {
    const workbook = new ExcelJS.Workbook();
    const { bytes } = await file(head, '?format=xlsx', { 'Accept-Language': language });
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    return workbook;
  };
  const column = (workbook: ExcelJS.Workbook, sheet: string, number: number) =>
    ((workbook.getWorksheet(sheet)?.getColumn(number).values ?? []) as unknown[]).slice(1);

  it('has a cover that says what it is, of which edition, and what its rows add up to', async () => {
    const workbook = await read(firm);
    const csv = await file(firm, '?format=csv', { 'Accept-Language': 'zh-CN' });
    const said = column(workbook, '封面', 2);
    for (const text of [
      firm.digest,
      '柯桥甲报关行',
      `${new Date(Date.parse(firm.finishedAt) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} (UTC+8)`,
      '1',
      String(countryCodes().length),
      csv.headers['x-content-sha256'],
    ]) {
      expect(said).toContain(text);
    }
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      '封面',
      '申报、放行、结关、结算',
      '勾稽关系',
      '已放行未结关账龄',
      '未结事项',
      '按最终目的国（地区）明细',
    ]);
    expect((await read(firm, 'en')).worksheets.map(({ name }) => name)).toContain('Bridge');
  });

  it('holds amounts as numbers, to the cent, and as text where a spreadsheet would round them', async () => {
    const values = column(await read(firm), '按最终目的国（地区）明细', 6).slice(1) as number[];
    expect(values.every((value) => typeof value === 'number')).toBe(true);
    expect(values.reduce((cents, value) => cents + BigInt(Math.round(value * 100)), 0n)).toBe(
      BigInt(firm.closed.valueCny.replace('.', '')),
    );
    expect(column(await read(other), '按最终目的国（地区）明细', 6)[1]).toBe('98765432109876543.21');
  });

  it('disarms a name that would be a formula', async () => {
    expect(column(await read(other), '封面', 2)).toContain("'=SUM(A1)𠮷行");
  });

  it('is an archive; what is none is not taken for one', () => {
    expect(() => withFixedTimes(Buffer.from('PK, but no archive'))).toThrow('not a ZIP archive');
  });
});

describe('the printed statement', () => {
  const pages = async (head: StatementHead, language: string) =>
    pagesOf((await file(head, '?format=pdf', { 'Accept-Language': language })).bytes);

  it('numbers its pages and carries its digest on each', async () => {
    const printed = await pages(firm, 'zh-CN');
    expect(printed.length).toBeGreaterThan(4);
    printed.forEach((page, index) => {
      expect(page).toContain(`第 ${index + 1} 页，共 ${printed.length} 页`);
      expect(page).toContain(firm.digest);
    });
  });

  it('gives its Chinese back as text: every country, every heading, the firm, every figure', async () => {
    const text = (await pages(firm, 'zh-CN')).join('\n');
    for (const country of countryCodes()) expect(text).toContain(countryName(country, 'zh'));
    const {
      page: _page,
      days: _days,
      lines,
      stages,
      steps,
      kinds,
      definitions: _long,
      cover: _cover,
      wholeMarket: _all,
      ...words
    } = WORDING.zh;
    // A kind that is counted later is not on this paper.
    const counted = kindsAt('2026-11-15T16:00:00.000Z').map((kind) => kinds[kind]);
    for (const word of [words, lines, stages, steps, counted].flatMap((of) => Object.values(of)))
      expect(text).toContain(word);
    for (const { words: heading } of Object.values(FIGURES)) expect(text).toContain(heading.zh);
    for (const said of ['柯桥甲报关行', '30 天以上', '1,234,567.05', '2026-W46']) expect(text).toContain(said);
  });

  it('speaks English to whom English is wanted', async () => {
    const text = (await pages(firm, 'en')).join('\n');
    for (const said of [
      'Weekly settlement statement',
      'less: released this week, not closed in it',
      'Page 1 of',
      'Nigeria',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('shows a placeholder for a character it has no picture of', async () => {
    expect((await pages(other, 'zh-CN')).join('\n')).toContain('=SUM(A1)□行');
  });

  it('has the moment of the settlement, not that of printing', async () => {
    const { bytes } = await file(firm, '?format=pdf');
    expect(bytes.toString('latin1').match(/\(D:\d+Z\)/g)).toEqual(['(D:20261115230000Z)']);
  });
});

describe('the font', () => {
  it('has every character of GB 2312 level 1', () => {
    const gb2312 = new TextDecoder('gb18030');
    const level1 = Array.from({ length: 0xd8 - 0xb0 }, (_, row) =>
      Array.from({ length: 94 }, (_, cell) => [row + 0xb0, cell + 0xa1] as const),
    )
      .flat()
      .filter(([row, cell]) => row < 0xd7 || cell <= 0xf9)
      .map((bytes) => gb2312.decode(Uint8Array.from(bytes)));
    expect(level1).toHaveLength(3_755);
    const page = new PDFDocument().font(chineseFont());
    const { font } = (page as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font;
    expect(level1.filter((one) => !font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0))).toEqual([]);
  });
});
