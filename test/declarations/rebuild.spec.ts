import { Client } from 'pg';
import { readInput } from '../../src/command-line/command.js';
import { rebuildCommand } from '../../src/command-line/rebuild.command.js';
import { DeclarationWriter } from '../../src/declarations/recording/declaration-writer.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { CompactRollups } from '../../src/statistics/compact-rollups.processor.js';
import { amend, amending, cancel, CHEAPER } from '../support/trade/amending.js';
import { aMoment, drafted, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { declarationsOf, putRates, receiptsOf } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, receipt } from '../support/trade/receiving.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

const AT = '2022-01-31T12:00:00Z';
const office = useOffice({ at: AT });
const { ask, decide, at: declarationAt } = amending(office);
const { open, report } = shipping(office);

const TABLES = [
  ...[
    'declaration',
    'declaration_key',
    'receipt',
    'submission',
    'declaration_item',
    'export_fact',
    'shipment',
    'visit_span',
    'rollup_delta',
    'rollup_day',
  ],
  ...['rollup_month', 'rollup_day_country', 'rollup_month_country', 'rollup_day_country_chapter'],
  ...['rollup_month_country_chapter', 'settlement_week'],
];

/** Every row of everything a rebuild may touch, as text. */
async function dump(): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await office.rows<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

type Report = Record<'declarations' | 'shipments' | 'rollups', Record<string, number>>;

let printed = '';
beforeEach(() => jest.spyOn(console, 'log').mockImplementation((text: string) => void (printed = text)));
afterEach(() => {
  jest.restoreAllMocks();
  // What a check found must not end the tests.
  process.exitCode = 0;
});

/** The command as the command line runs it: what it prints, and the exit code it asks for. */
async function rebuild(...args: string[]): Promise<Report & { exitCode: number }> {
  process.exitCode = 0;
  await rebuildCommand.run(readInput(rebuildCommand, args), office.app, undefined as never);
  return { ...(JSON.parse(printed) as Report), exitCode: Number(process.exitCode) };
}

/** As the owner of the schema, past the service and its roles: what no request can do. */
async function damage(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  try {
    for (const statement of statements) expect((await client.query(statement)).rowCount).toBeGreaterThan(0);
  } finally {
    await client.end();
  }
}

const NOTHING = {
  declarations: { meanings: 0, statuses: 0, keys: 0, dues: 0, obligations: 0, entries: 0 },
  shipments: { differed: 0 },
  rollups: { differed: 0 },
};

beforeAll(async () => {
  office.clock.stopAt(AT);
  await putRates(office);
  await marketDay();
  await lives();
  await containers();
  await office.drain();
  await office.get(CompactRollups).process();
}, 120_000);

/** A part of a market day, its receipts doubled and backwards. */
async function marketDay() {
  const inputs = declarationsOf('2021-12-28').slice(0, 60);
  await office.database.transaction(office.actor('brokerA'), (tx) =>
    office.get(DeclarationWriter).write(tx, inputs, { submit: true }),
  );
  const references = new Set(inputs.map(({ reference }) => reference));
  const receipts = receiptsOf('2021-12-28')
    .filter(({ reference }) => references.has(reference ?? ''))
    .reverse();
  for (const round of [receipts, [...receipts].reverse()]) await post(office, round);
}

/** Amended after closing, cancelled after closing, deleted after release, filed again under a new number, unknown, a draft. */
async function lives() {
  const [amended, withdrawn] = [await declarationAt('closed'), await declarationAt('closed')];
  await ask(amended, amend(CHEAPER));
  await decide(amended, 1).expect(200);
  await office
    .as('brokerA')
    .post(`/v1/declarations/${amended}/exemption-filings`)
    .send({ filedOn: '2022-01-31', taxReference: 'TAX-1' })
    .expect(201);
  for (const receivedOn of ['2022-01-31', '2022-01-30']) {
    const payment = { receivedOn, amount: '10.00', currency: 'USD', bankReference: `BANK-${receivedOn}` };
    await office.as('brokerA').post(`/v1/declarations/${amended}/fx-receipts`).send(payment).expect(201);
  }
  await ask(withdrawn, cancel('never-exported'));
  await decide(withdrawn, 1).expect(200);
  const { id } = await submitted(office);
  await post(office, [
    receipt('D', '30T12:00', { declarationId: id }),
    receipt('P', '30T11:00', { declarationId: id }),
  ]);
  const again = await submitted(office);
  await post(office, [receipt('Z', '30T09:00', { declarationId: again.id, entryId: entryId() })]);
  await submit(office, await seen(office, again.id)).expect(200);
  await post(office, [receipt('R', '31T09:00', { declarationId: again.id, entryId: entryId() })]);
  await post(office, [
    receipt('v', '31T09:00', { declarationId: again.id }),
    receipt('L', '31T09:00', { reference: 'NO-1' }),
  ]);
  await drafted(office);
}

async function containers() {
  const event = (code: string, hour: number, more: object = {}) => ({
    code,
    eventTime: `2022-01-20T0${hour}:00:00Z`,
    ...more,
  });
  const { id } = await open({ containerNumber: newContainerNumber(), seals: ['GIVEN1'] });
  await report(id, [event('GTOT', 6), event('GTIN', 1), event('STUF', 0, { seal: 'CN1' }), event('DEPA', 8)]).expect(
    200,
  );
  const { id: held } = await open();
  await report(held, [event('STUF', 0), event('CUSI', 2), event('CUSR', 4), event('RMVD', 5)]).expect(200);
  const hold = { reason: '重量不符', owner: '查验科', reviewOn: '2022-02-10' };
  await office.as('officer').post(`/v1/shipments/${held}/holds`).send(hold).expect(201);
}

describe('a rebuild', () => {
  it('changes nothing in a healthy database, not a byte', async () => {
    const before = await dump();
    expect(before['export_fact']?.length).toBeGreaterThan(60);
    const report = await rebuild();
    expect(report).toMatchObject({ ...NOTHING, exitCode: 0 });
    expect(report.declarations['lookedAt']).toBe(before['declaration']?.length);
    expect(await rebuild('--check')).toMatchObject({ ...NOTHING, exitCode: 0 });
    expect(await dump()).toEqual(before);
  });

  it('puts back whatever was damaged, and --check only reports it', async () => {
    const before = await dump();
    await damage(
      `UPDATE declaration SET status = 'draft', entry_id = NULL WHERE status = 'closed' AND right(id::text, 1) < '8'`,
      `UPDATE declaration SET accepted_at = NULL, released_at = '2020-01-01', next_due_at = now() WHERE right(id::text, 1) > 'a'`,
      'UPDATE declaration SET past_episodes = NULL, filed_at = submitted_at WHERE past_episodes IS NOT NULL',
      `UPDATE declaration SET paid_up_on = '2020-01-01' WHERE right(id::text, 1) < '2'`,
      `UPDATE declaration SET exemption_filed_on = NULL WHERE exemption_filed_on IS NOT NULL`,
      `UPDATE receipt SET meaning = 'accepted' WHERE code = 'R' AND right(id::text, 1) < '4'`,
      `UPDATE shipment SET status = 'loaded', joined_until = now(), held = NOT held, left_at = now()`,
      `DELETE FROM declaration_key WHERE key LIKE 'buyer:%'`,
      `UPDATE declaration_key SET key = key || 'X', customs_office = NULL WHERE key LIKE 'entry:%'`,
      `INSERT INTO lane_span SELECT id, 'blue-check-due', '2020-01-01', 'infinity', market, customs_office FROM declaration WHERE right(id::text, 1) < '4'`,
      `DELETE FROM visit_span WHERE kind = 'inspection-unfinished'`,
      `UPDATE visit_span SET closed_at = now()`,
      `UPDATE rollup_day SET value_cny = value_cny + 1 WHERE right(broker_id::text, 1) <= 'f'`,
      `DELETE FROM rollup_month`,
      `INSERT INTO rollup_day_country SELECT day - 1000, market, 'AUT', value_cny, value_usd, net_weight_kg, 1, 1, 1, 1 FROM rollup_day_country LIMIT 1`,
    );
    const damaged = await dump();
    const looked = await rebuild('--check');
    expect(await dump()).toEqual(damaged);
    expect(looked.exitCode).toBe(1);
    const report = await rebuild();
    expect({ ...report, exitCode: 1, check: true }).toEqual(looked);
    const right = Object.entries(report.declarations).filter(([, count]) => count === 0);
    expect(right.map(([name]) => name).sort()).toEqual(['entries']);
    expect([report.shipments['differed'], report.rollups['differed']]).not.toContain(0);
    expect(await dump()).toEqual(before);
    expect(await rebuild('--check')).toMatchObject({ ...NOTHING, exitCode: 0 });
  });

  it('never rewrites the book: a fact that is missing is booked as a correction', async () => {
    const value = async () =>
      (await office.as('analyst').get('/v1/reports/export-value?from=2021-01-01&to=2022-12-31').expect(200)).body.total;
    const before = await value();
    const [lost] = await office.rows<{ id: string }>(
      `SELECT f.id FROM export_fact f JOIN declaration d ON d.id = f.declaration_id AND d.status = 'closed'
       WHERE f.entry = 'book' AND NOT EXISTS (SELECT 1 FROM export_fact r WHERE r.reverses = f.id) LIMIT 1`,
    );
    await damage(`DELETE FROM export_fact WHERE id = '${lost?.id}'`);
    const factsBefore = (await dump())['export_fact'] ?? [];
    expect((await rebuild()).declarations['entries']).toBe(1);
    const after = (await dump())['export_fact'] ?? [];
    expect(after.filter((row) => factsBefore.includes(row))).toEqual(factsBefore);
    expect(after.filter((row) => !factsBefore.includes(row))).toEqual([expect.stringContaining('correction')]);
    expect(await value()).toBe(before);
  });

  it('has one effect when it runs twice at once', async () => {
    const before = await dump();
    await damage(`UPDATE declaration SET status = 'released', closed_at = NULL WHERE status = 'closed'`);
    await Promise.all([rebuild(), rebuild()]);
    expect(await dump()).toEqual(before);
  });

  // Without FOR UPDATE in DeclarationRebuilder.batch the declaration went back to where it stood before the receipt.
  it('does not overtake a receipt that comes in beside it', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('L', '30T09:00', { declarationId: id })]);
    await damage(`UPDATE declaration SET accepted_at = NULL WHERE id = '${id}'`);
    const running: Promise<unknown>[] = [];
    await office.database.transaction(SYSTEM, async (tx) => {
      await tx.rows('SELECT 1 FROM declaration WHERE id = $1 FOR UPDATE', [id]);
      running.push(post(office, [receipt('R', '30T10:00', { declarationId: id })]));
      await aMoment();
      running.push(rebuild());
      await aMoment();
    });
    await Promise.all(running);
    expect(await seen(office, id)).toMatchObject({ status: 'closed', acceptedAt: '2021-12-30T01:00:00.000Z' });
  });

  it('takes one market, and refuses what it does not know', async () => {
    expect((await rebuild('--market', 'KQ-CTC', '--check')).exitCode).toBe(0);
    await expect(rebuild('--market', 'NOWHERE')).rejects.toThrow('There is no market NOWHERE.');
    await expect(rebuild('everything')).rejects.toThrow('rebuild takes no everything.');
  });
});
