import { parse } from 'csv-parse/sync';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { drafted, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

/** Lists as files: whole, of one moment, for a spreadsheet. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open } = shipping(office);

beforeAll(() => putRates(office));

type Row = Record<string, string>;
const file = (path: string, who: Who = 'brokerA') => office.as(who).get(path).buffer(true);
const rowsOf = (text: string): Row[] => parse(text, { columns: true, bom: true }) as Row[];
const rows = async (path: string, who: Who = 'brokerA') => rowsOf((await file(path, who).expect(200)).text);

describe('the list of declarations as a file', () => {
  it('has every row of the list in its order, whatever a page would have, with the figures of the list', async () => {
    const container = newContainerNumber();
    const containers = [{ number: container, goodsLines: [1, 2] }];
    for (let index = 0; index < 3; index++) await submitted(office, { containers });
    const query = `/v1/declarations?container=${container}&sort=day`;
    const answer = await file(`${query}&format=csv`).expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'x-row-count': '3',
      'x-content-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="declarations_2021-12-28\.csv"; filename\*=/,
    );
    expect(answer.text.startsWith('\ufeff')).toBe(true);
    const { body } = await office.as('brokerA').get(query).expect(200);
    const listed = body.items as {
      id: string;
      reference: string;
      totals: { declared: string };
      next: { text: string };
    }[];
    expect(
      rowsOf(answer.text).map(({ id, reference, declared, goodsLines, nextText }) => [
        id,
        reference,
        declared,
        goodsLines,
        nextText,
      ]),
    ).toEqual(listed.map(({ id, reference, totals, next }) => [id, reference, totals.declared, '2', next.text]));
    const byHeader = await office.as('brokerA').get(query).set('Accept', 'text/csv').buffer(true).expect(200);
    expect(byHeader.text).toBe(answer.text);
    expect(await rows(`/v1/declarations?container=${newContainerNumber()}&format=csv`)).toEqual([]);
  });

  it('has more rows than any page, each once and in the order of the list', async () => {
    const { brokerB } = office.people.organisations;
    const made = 1_203;
    await office.database.transaction(SYSTEM, (tx) =>
      tx.run(
        `INSERT INTO declaration (id, broker_id, market, reference, status, header, content_sha256, next_actor, created_at, updated_at)
         SELECT ('019a95e2-4c00-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'KQ-CTC', 'MANY-' || n, 'draft',
           jsonb_build_object('reference', 'MANY-' || n, 'market', 'KQ-CTC'), '', 'broker', $2, $2
         FROM generate_series(1, $3::int) n`,
        [brokerB, '2021-12-28T04:00:00Z', made],
      ),
    );
    const answer = await file('/v1/declarations?status=draft&format=csv', 'brokerB').expect(200);
    expect(answer.headers['x-row-count']).toBe(String(made));
    const references = rowsOf(answer.text).map(({ reference }) => reference);
    expect(references).toEqual(Array.from({ length: made }, (_, index) => `MANY-${made - index}`));
    const listed: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/v1/declarations?status=draft&limit=500${cursor && `&cursor=${cursor}`}`;
      const { body } = await office.as('brokerB').get(path).expect(200);
      listed.push(...(body.items as { reference: string }[]).map(({ reference }) => reference));
      cursor = body.nextCursor as string | null;
    }
    expect(references).toEqual(listed);
  });

  it('starts no formula, and shows lanes to those alone who may know them', async () => {
    const container = newContainerNumber();
    await submitted(office, {
      containers: [{ number: container, goodsLines: [1, 2] }],
      buyer: { name: '=1+1', country: 'NGA' },
    });
    const path = `/v1/declarations?container=${container}&format=csv`;
    const [mine] = await rows(path);
    expect(mine?.['buyer']).toBe(`'=1+1`);
    expect(Object.keys(mine ?? {})).not.toContain('lane');
    const [theirs] = await rows(path, 'officer');
    expect(theirs?.['lane']).toMatch(/^(green|blue|yellow|red)$/);
    expect(await rows(path, 'brokerB')).toEqual([]);
  });

  it.each([
    ['/v1/declarations?format=csv&limit=10', '/query/limit'],
    ['/v1/declarations?format=csv&cursor=x', '/query/cursor'],
    ['/v1/declarations?format=xml', '/query/format'],
    ['/v1/declarations?format=csv&market=NOWHERE', '/query/market'],
    ['/v1/shipments?format=csv&limit=10', '/query/limit'],
    ['/v1/shipments?format=csv&market=NOWHERE', '/query/market'],
  ])('%s is refused', async (path, place) => {
    const { body } = await office.as('officer').get(path).expect(400);
    expect(body.violations).toMatchObject([{ pointer: place }]);
  });
});

describe('the list of shipments as a file', () => {
  it('has every row, and of another firm’s visit what a firm with goods in it may see', async () => {
    await drafted(office);
    const visit = await open({ reference: 'MINE', vessel: '@SUM(A1)', seals: ['CN1', 'CN2'] });
    const path = `/v1/shipments?container=${visit.containerNumber}&format=csv`;
    const [mine] = await rows(path);
    expect(mine).toMatchObject({
      id: visit.id,
      reference: 'MINE',
      vessel: `'@SUM(A1)`,
      seals: 'CN1 CN2',
      held: 'false',
    });
    await submitted(office, { containers: [{ number: visit.containerNumber, goodsLines: [1, 2] }] }, 'brokerB');
    expect(await rows(path, 'brokerB')).toMatchObject([{ id: visit.id, reference: '' }]);
    const answer = await file(`/v1/shipments?format=csv&sort=oldest`, 'officer').expect(200);
    expect(answer.headers['x-row-count']).toBe(String(rowsOf(answer.text).length));
  });
});
