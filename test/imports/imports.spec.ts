import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '../../src/imports/imports.jobs.js';
import { putRates } from '../support/trade/market-day.js';
import { type Office, useOffice, type Who } from '../support/office.js';

const office = useOffice();

const sample = readFileSync(join(process.cwd(), 'test/samples/day-2021-12-28.csv'));
const lines = sample
  .toString('utf8')
  .replace(/^\ufeff/, '')
  .trimEnd()
  .split(/\r?\n/);
const header = lines[0] ?? '';

/** The rows of the first `count` declarations of the quiet sample day, under references of their own. */
function rowsOf(count: number, prefix: string): string[] {
  const references = [...new Set(lines.slice(1).map((line) => line.split(',')[0] ?? ''))].slice(0, count);
  return lines
    .slice(1)
    .filter((line) => references.includes(line.split(',')[0] ?? ''))
    .map((line) => line.replace(/^DC-/, prefix));
}

const fileOf = (rows: readonly string[], head = header): Buffer => Buffer.from(`${[head, ...rows].join('\n')}\n`);

interface View {
  id: string;
  state: string;
  rows: number;
  rowsRejected: number;
  declarations: number;
  accepted: number;
  rejected: number;
  unchanged: number;
  sameFileAs: string | null;
  errors: { row: number; column: string; code: string; message: string; remedy: string }[];
}

async function send(file: Buffer, query = '', who: Who = 'brokerA', type = 'text/csv') {
  return office.as(who).post(`/v1/imports?kind=declarations${query}`).set('Content-Type', type).send(file);
}

async function imported(file: Buffer, query = '', on: Office = office): Promise<View> {
  const { body } = await send(file, query).then((answer) => {
    if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
    return answer;
  });
  await on.drain();
  return (await on.as('brokerA').get(`/v1/imports/${body.id}`).expect(200)).body as View;
}

const held = async (prefix: string) =>
  office.rows<{ reference: string; status: string }>(
    'SELECT reference, status FROM declaration WHERE reference LIKE $1 ORDER BY reference',
    [`${prefix}%`],
  );

beforeAll(() => putRates(office));

describe('a file of declarations', () => {
  it('is taken by a job: declarations, goods lines and a visit for each container', async () => {
    const view = await imported(fileOf(rowsOf(5, 'TAKE-')), '&submit=true');
    expect(view).toMatchObject({
      state: 'finished',
      declarations: 5,
      accepted: 5,
      rejected: 0,
      rowsRejected: 0,
      errors: [],
    });
    expect((await held('TAKE-')).map(({ status }) => status)).toEqual(Array(5).fill('submitted'));
    const visits = await office.rows<{ number: string }>('SELECT container_number AS number FROM shipment');
    const containers = new Set(rowsOf(5, '').map((row) => /,([A-Z]{4}\d{7}),/.exec(row)?.[1]));
    expect(new Set(visits.map(({ number }) => number))).toEqual(containers);
  });

  it('changes nothing the second time, and says so', async () => {
    const file = fileOf(rowsOf(3, 'SAME-'));
    const first = await imported(file, '&submit=true');
    const before = await office.rows('SELECT id, revision FROM declaration ORDER BY id');
    const second = await imported(file, '&submit=true');
    expect(second).toMatchObject({ state: 'finished', accepted: 0, unchanged: 3, rejected: 0, sameFileAs: first.id });
    expect(await office.rows('SELECT id, revision FROM declaration ORDER BY id')).toEqual(before);
  });

  it('has the same effect when its job is delivered twice at once and once more', async () => {
    const { body } = await send(fileOf(rowsOf(8, 'TWICE-')), '&submit=true');
    await office.deliverTwice(runImport, { importId: body.id });
    await office.drain();
    const view = (await office.as('brokerA').get(`/v1/imports/${body.id}`)).body as View;
    expect(view).toMatchObject({ state: 'finished', declarations: 8, accepted: 8, rejected: 0, unchanged: 0 });
    expect(await held('TWICE-')).toHaveLength(8);
  });

  it('replaces a draft whose content changed and skips those that did not', async () => {
    await imported(fileOf(rowsOf(2, 'DRAFT-')));
    const rows = rowsOf(2, 'DRAFT-').map((row, index) => (index === 0 ? row.replace(/,1381,/, ',1382,') : row));
    expect(await imported(fileOf(rows))).toMatchObject({ accepted: 1, unchanged: 1, rejected: 0 });
  });

  it('is understood with Chinese headers, in any column order, in GB18030', async () => {
    const columns = header.split(',');
    const chinese: Record<string, string> = {
      reference: '申报参考号',
      market: '市场',
      hs_code: '商品编号',
      goods_name: '商品名称',
    };
    const reversed = (line: string) => splitCsv(line).reverse().join(',');
    const head = [...columns]
      .reverse()
      .map((name) => chinese[name] ?? name)
      .join(',');
    const text = [head, ...rowsOf(2, 'GB-').map(reversed)].join('\r\n');
    const view = await imported(await gb18030(text));
    expect(view).toMatchObject({ state: 'finished', accepted: 2, encoding: 'gb18030' });
    const [line] = await office.rows<{ name: string }>(
      `SELECT g.name FROM goods_line g JOIN declaration d ON d.id = g.declaration_id WHERE d.reference LIKE 'GB-%' AND g.line = 1 ORDER BY d.reference`,
    );
    expect(line?.name).toBe('聚氨酯涂层布');
  });

  it('may come as a field of a form', async () => {
    const { body } = await office
      .as('brokerA')
      .post('/v1/imports?kind=declarations')
      .attach('file', fileOf(rowsOf(1, 'FORM-')), { filename: 'day.csv', contentType: 'text/csv' })
      .expect(202);
    await office.drain();
    expect((await office.as('brokerA').get(`/v1/imports/${body.id}`)).body).toMatchObject({
      state: 'finished',
      accepted: 1,
    });
  });

  it('is taken in the order of its references, over several commits, wherever their rows stand', async () => {
    const [first = '', second = ''] = rowsOf(1, '');
    const rowOf = (reference: string, row: string) => row.replace(/^[^,]*/, reference);
    const references = Array.from({ length: 205 }, (_, index) => `FAR-${(index * 37) % 205}`);
    const rows = [...references.map((reference) => rowOf(reference, first)), rowOf('FAR-0', second)];
    const view = await imported(fileOf(rows));
    expect(view).toMatchObject({ rows: 206, declarations: 205, accepted: 205, rejected: 0 });
    const taken = await office.rows<{ reference: string; goods: number }>(
      `SELECT o.reference, (SELECT count(*)::int FROM goods_line g WHERE g.declaration_id = o.declaration_id) AS goods
       FROM import_outcome o WHERE o.import_id = $1 ORDER BY o.position`,
      [view.id],
    );
    expect(taken).toEqual(references.map((reference) => ({ reference, goods: reference === 'FAR-0' ? 2 : 1 })));
  });
});

describe('faults in rows', () => {
  const faulty = () => {
    const rows = rowsOf(3, 'BAD-');
    rows[0] = (rows[0] ?? '').replace('5903200000', '59032000');
    return rows;
  };

  it('are reported by row, column and code, and the other declarations are written', async () => {
    const view = await imported(fileOf(faulty()), '&submit=true');
    expect(view).toMatchObject({ state: 'finished', declarations: 3, accepted: 2, rejected: 1 });
    expect(view.errors).toMatchObject([{ row: 2, column: 'hs_code', code: 'hs-code-invalid', value: '59032000' }]);
    expect(await held('BAD-')).toHaveLength(2);
  });

  it('can be downloaded with a findings column, corrected and sent again as they are', async () => {
    const rows = rowsOf(2, 'FIX-').map((row, index) => (index === 0 ? row.replace('5903200000', '59032000') : row));
    const view = await imported(fileOf(rows), '&submit=true');
    const { text } = await office.as('brokerA').get(`/v1/imports/${view.id}/rejected.csv`).expect(200);
    expect(text.split('\r\n')[0]).toContain('错误');
    expect(text.split('\r\n')[1]).toContain('hs_code:');
    const again = await imported(Buffer.from(text.replace('59032000,', '5903200000,')), '&submit=true');
    expect(again).toMatchObject({ declarations: 1, accepted: 1, rejected: 0 });
  });

  it('let nothing in when the whole file was asked for', async () => {
    const rows = rowsOf(3, 'WHOLE-').map((row, index) => (index === 0 ? row.replace('5903200000', '59032000') : row));
    const view = await imported(fileOf(rows), '&submit=true&mode=all');
    expect(view).toMatchObject({ state: 'finished', accepted: 0, rejected: 3 });
    expect(await held('WHOLE-')).toEqual([]);
  });

  it('are found by a dry run, which stores nothing', async () => {
    const rows = rowsOf(3, 'DRY-').map((row, index) => (index === 0 ? row.replace('5903200000', '59032000') : row));
    const view = await imported(fileOf(rows), '&submit=true&dryRun=true');
    expect(view).toMatchObject({ accepted: 2, rejected: 1 });
    expect(view.errors).toMatchObject([{ code: 'hs-code-invalid' }]);
    expect(await held('DRY-')).toEqual([]);
  });

  it('name the later row where two rows of a declaration disagree', async () => {
    const rows = rowsOf(1, 'HEAD-').map((row, index) => (index === 2 ? row.replace(',FOB,', ',CIF,') : row));
    const view = await imported(fileOf(rows), '&submit=true');
    expect(view).toMatchObject({ accepted: 0, rejected: 1 });
    expect(view.errors).toMatchObject([{ row: 4, column: 'trade_terms', code: 'header-rows-disagree' }]);
  });
});

describe('a wrong file', () => {
  it.each([
    ['nothing in it', Buffer.alloc(0), 'body-empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0x0a]), 'file-encoding-unknown'],
    ['other columns', Buffer.from('a,b,c\n1,2,3\n'), 'column-unknown'],
    ['a column twice', fileOf([], `${header},reference`), 'column-duplicate'],
    ['no reference column', fileOf([], header.replace('reference,', '')), 'column-missing'],
  ])('with %s is refused at once', async (_, file, code) => {
    const { status, body } = await send(file);
    expect({ status, code: body.code }).toEqual({ status: 400, code });
  });

  it('of a kind we do not read is 415', async () => {
    const { status, body } = await send(Buffer.from('x'), '', 'brokerA', 'application/pdf');
    expect({ status, code: body.code }).toEqual({ status: 415, code: 'media-type-unsupported' });
  });

  it('that is wrong further down is refused at once as well', async () => {
    const rows = Buffer.concat([fileOf(rowsOf(1, 'DOWN-')), Buffer.from([0xff, 0xff])]);
    const { status, body } = await send(rows);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'file-encoding-unknown' });
    expect((await send(fileOf([]))).body.code).toBe('file-empty');
  });

  it('that is too large is refused before any work, with a small answer', async () => {
    const [row = ''] = rowsOf(1, 'LARGE-');
    const rowOf = (n: number) => row.replace(/^[^,]*/, `LARGE-${n}`);
    const many = (count: number, each: (n: number) => string) =>
      fileOf(Array.from({ length: count }, (_, n) => each(n)));
    const short = (n: number) => `LARGE-${n},,KQ-CTC`;
    const answers = [
      await send(many(2_001, () => row)),
      await send(many(100_001, short)),
      await send(fileOf([row], Array.from({ length: 200_000 }, (_, n) => `c${n}`).join(','))),
      await send(many(2, (n) => rowOf(n) + ','.repeat(3_000))),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [413, 'reference-too-many-rows'],
      [413, 'file-too-many-rows'],
      [413, 'file-too-many-columns'],
      [413, 'file-too-many-columns'],
    ]);
    for (const { text } of answers) expect(text.length).toBeLessThan(2_000);
  });

  it('names every wrong query parameter', async () => {
    const { body } = await office
      .as('brokerA')
      .post('/v1/imports?kind=goods&x=1')
      .set('Content-Type', 'text/csv')
      .send('a')
      .expect(400);
    expect(body.violations.map(({ code, pointer }: { code: string; pointer: string }) => [code, pointer])).toEqual(
      expect.arrayContaining([
        ['enum-invalid', '/query/kind'],
        ['query-unknown', '/query/x'],
      ]),
    );
  });
});

describe('an import', () => {
  it('is seen by its own firm only', async () => {
    const view = await imported(fileOf(rowsOf(1, 'MINE-')));
    for (const path of [view.id, `${view.id}/errors.csv`, `${view.id}/rejected.csv`]) {
      await office.as('brokerB').get(`/v1/imports/${path}`).expect(404);
    }
    await office.as('officer').get(`/v1/imports/${view.id}`).expect(404);
  });
});

function splitCsv(line: string): string[] {
  return (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [])
    .map((cell) => cell.replace(/,$/, ''))
    .slice(0, header.split(',').length);
}

/** Node writes no GB18030: the table is turned round, character by character, by its own decoder. */
async function gb18030(text: string): Promise<Buffer> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++)
      codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  }
  return Buffer.from(
    [...text].flatMap((character) => (character < '\u0080' ? [character.charCodeAt(0)] : (codes.get(character) ?? []))),
  );
}
