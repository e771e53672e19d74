import { Client } from 'pg';
import { shipmentsStatement } from '../../src/shipments/shipments.query.js';
import { useOffice, type Who } from '../support/office.js';
import { event, newContainerNumber, shipping } from '../support/trade/shipping.js';

/** A container visit is found by what stands on its papers. */
const office = useOffice();
const { open, report } = shipping(office);

const list = async (query: string, who: Who = 'brokerA') =>
  (await office.as(who).get(`/v1/shipments?${query}`).expect(200)).body.items as {
    id: string;
    brokerName: string | null;
  }[];
const ids = async (parameter: string, value: string, who: Who = 'brokerA') =>
  (await list(`${parameter}=${encodeURIComponent(value)}`, who)).map(({ id }) => id);

const containerNumber = newContainerNumber();
let visit: string;
let other: string;
let theirs: string;

beforeAll(async () => {
  const papers = { billOfLading: 'COSU 612-345', vessel: 'MSC Oscar', reference: 'Ref-9' };
  visit = (await open({ containerNumber, ...papers })).id;
  other = (await open({ billOfLading: 'OOLU1', vessel: '中远海运宇宙' })).id;
  theirs = (await open({ billOfLading: 'OOLU1', vessel: 'MSC OSCAR' }, 'brokerB')).id;
  await report(visit, [event('GTIN', 1)]);
});

it.each([
  ['search', containerNumber.slice(0, 8).toLowerCase(), true],
  ['search', 'cosu612', true],
  ['search', 'ｍｓｃ os', true],
  ['search', 'REF9', true],
  ['search', 'oscar', false],
  ['billOfLading', 'X,cosu612345', true],
  ['billOfLading', 'COSU612', false],
  ['vessel', 'msco', true],
  ['vessel', 'Ever,MSC', true],
  ['vessel', '中远', false],
  ['status', 'in-centre,planned', true],
  ['status', 'planned,stuffed', false],
  ['container', `${newContainerNumber()},${containerNumber.toLowerCase()}`, true],
  ['market', 'YW-ICC,KQ-CTC', true],
  ['held', 'false', true],
  ['held', 'true', false],
])('by %s=%s: %s', async (parameter, value, isFound) => {
  expect((await ids(parameter, value)).includes(visit)).toBe(isFound);
  expect(await ids(parameter, value, 'brokerB')).not.toContain(visit);
});

it('by its firm, whose name the list shows', async () => {
  const { brokerA, brokerB } = office.people.organisations;
  expect(await ids('broker', brokerB, 'officer')).toEqual([theirs]);
  expect(await list('vessel=MSC&sort=oldest', 'officer')).toMatchObject([
    { id: visit, brokerName: '柯桥甲报关行' },
    { id: theirs, brokerName: '柯桥乙报关行' },
  ]);
  expect(await ids('broker', brokerA)).toEqual([other, visit]);
  await office.as('brokerA').get(`/v1/shipments?broker=${brokerB}`).expect(400);
});

it('the oldest first, page by page', async () => {
  const first = await office.as('brokerA').get('/v1/shipments?sort=oldest&limit=1').expect(200);
  const next = await office.as('brokerA').get(`/v1/shipments?sort=oldest&limit=1&cursor=${first.body.nextCursor}`);
  expect([first.body.items[0].id, next.body.items[0].id, next.body.nextCursor]).toEqual([visit, other, null]);
});

it.each([
  ['market=KQ-CTC,XX', 'market-unknown /query/market'],
  ['status=planned,gone', 'enum-invalid /query/status'],
  ['search=-', 'text-form-wrong /query/search'],
  ['sort=vessel', 'enum-invalid /query/sort'],
])('refuses %s, never with an empty answer', async (query, expected) => {
  const { body } = await office.as('officer').get(`/v1/shipments?${query}`).expect(400);
  expect(`${body.violations[0].code} ${body.violations[0].pointer}`).toBe(expected);
});

it('by indexes, also under row-level security: no firm waits for what another one has opened', async () => {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  try {
    // Gone again afterwards: what the planner does with a few rows says nothing.
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO shipment (id, broker_id, market, container_number, container_number_valid, bill_of_lading, vessel, reference, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'KQ-CTC', 'MANY' || n, false, 'B' || n, 'V' || n, 'R' || n, now(), now() FROM generate_series(1, 20000) n`,
      [office.people.organisations.brokerA],
    );
    await client.query('ANALYZE shipment');
    await client.query(
      `SET LOCAL ROLE loomgate_broker; SET LOCAL app.organisation = '${office.people.organisations.brokerA}'`,
    );
    const { sql, params } = shipmentsStatement(office.actor('brokerA'), { search: 'msc os' }, 50);
    const { rows } = await client.query(`EXPLAIN ${sql}`, params);
    for (const key of ['container', 'bill', 'vessel', 'reference'])
      expect(JSON.stringify(rows)).toMatch(new RegExp(`Index Cond: [^"]*${key}_key >= 'MSCOS'`));
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
});
