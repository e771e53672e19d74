import { DeclarationWriter } from '../../src/declarations/recording/declaration-writer.js';
import { businessDayOf } from '../../src/vocabulary/period.js';
import { chunks, declarationsOf, expectedOf, putRates, receiptsOf } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });

beforeAll(() => putRates(office));

const post = async (receipts: readonly object[]) => {
  const { body } = await office.as('officer').post('/v1/receipts').send({ receipts }).expect(200);
  return (body.results as { result: string }[]).map(({ result }) => result);
};

const closings = (day: string) =>
  office.rows<{ closedAt: string }>(
    `SELECT closed_at AS "closedAt" FROM declaration WHERE status = 'closed' AND declared_on = $1`,
    [day],
  );

const valueByCountry = async (column: string, day: string) => {
  const rows = await office.rows<{ country: string; value: string }>(
    `SELECT f.country, sum(f.${column}) AS value FROM export_fact f JOIN declaration d ON d.id = f.declaration_id
     WHERE d.declared_on = $1 GROUP BY f.country`,
    [day],
  );
  return Object.fromEntries(rows.map(({ country, value }) => [country, value]));
};

const state = () =>
  office.rows(
    `SELECT d.id, d.status, d.revision, d.entry_id, d.closed_at,
       (SELECT count(*) FROM receipt r WHERE r.declaration_id = d.id) AS receipts,
       (SELECT count(*) FROM export_fact f WHERE f.declaration_id = d.id) AS facts
     FROM declaration d ORDER BY d.id`,
  );

describe.each(['2021-12-28', '2021-10-19'])('the market day %s', (day) => {
  const inputs = declarationsOf(day);
  const receipts = receiptsOf(day);
  const expected = expectedOf(day);

  it('is taken and submitted whole, by one call', async () => {
    expect(inputs).toHaveLength(expected.declarations);
    const results = await office.database.transaction(office.actor('brokerA'), (tx) =>
      office.get(DeclarationWriter).write(tx, inputs, { submit: true }),
    );
    expect(results.filter(({ findings }) => findings.some(({ severity }) => severity === 'error'))).toEqual([]);
    expect(results.every(({ outcome, submitted }) => outcome === 'created' && submitted)).toBe(true);
    const [{ items }] = (await office.rows<{ items: number }>(
      `SELECT count(*)::int AS items FROM declaration_item i JOIN declaration d ON d.id = i.declaration_id WHERE declared_on = $1`,
      [day],
    )) as [{ items: number }];
    expect(items).toBe(expected.items);
  });

  it('changes nothing when it is taken again', async () => {
    const before = await state();
    const results = await office.database.transaction(office.actor('brokerA'), (tx) =>
      office.get(DeclarationWriter).write(tx, inputs, { submit: true }),
    );
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(await state()).toEqual(before);
  });

  it('closes what customs closed, by day', async () => {
    for (const part of chunks(receipts, 200)) {
      expect(new Set(await post(part)).has('parked')).toBe(false);
    }
    const closed = await closings(day);
    expect(closed).toHaveLength(expected.closed);
    const byDay: Record<string, number> = {};
    for (const { closedAt } of closed) byDay[businessDayOf(closedAt)] = (byDay[businessDayOf(closedAt)] ?? 0) + 1;
    expect(byDay).toEqual(expected.closedByDay);
  });

  it('stands the same when the receipts come again, and backwards', async () => {
    const before = await state();
    for (const part of chunks(receipts, 200)) expect(new Set(await post(part))).toEqual(new Set(['duplicate']));
    for (const part of chunks([...receipts].reverse(), 200))
      expect(new Set(await post(part))).toEqual(new Set(['duplicate']));
    expect(await state()).toEqual(before);
  });

  it('exports to each country what an independent model says, to the cent', async () => {
    expect(await valueByCountry('value_cny', day)).toEqual(expected.cny);
    expect(await valueByCountry('value_usd', day)).toEqual(expected.usd);
  });
});

/** The same serial of another series: a customs number belongs to one declaration. */
const ownNumber = (entryId: string): string => entryId.replace(/^(\d{9})\d/, '$19');

describe('another broker with the same day', () => {
  it('gets to the same end when the receipts come before anything is submitted, and backwards', async () => {
    const day = '2021-12-28';
    const broker = office.people.organisations.brokerB;
    const receipts = receiptsOf(day)
      .map(({ entryId = '', ...receipt }) => ({ ...receipt, broker, entryId: ownNumber(entryId) }))
      .reverse();
    for (const part of chunks(receipts, 200)) {
      expect(new Set(await post(part)).has('applied')).toBe(false);
    }
    const results = await office.database.transaction(office.actor('brokerB'), (tx) =>
      office.get(DeclarationWriter).write(tx, declarationsOf(day), { submit: true }),
    );
    expect(results.every(({ submitted }) => submitted)).toBe(true);
    const compare = (organisation: string) =>
      office.rows(
        `SELECT reference, status, right(entry_id, 8) AS serial, closed_at, accepted_at, released_at, returned_at, fob_cny FROM declaration
         WHERE broker_id = $1 AND declared_on = $2 ORDER BY reference`,
        [organisation, day],
      );
    expect(await compare(broker)).toEqual(await compare(office.people.organisations.brokerA));
    expect(await office.rows(`SELECT 1 FROM receipt WHERE parked_reason IS NOT NULL`)).toEqual([]);
  });
});
