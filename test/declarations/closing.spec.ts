import { RatesService } from '../../src/reference/rates.service.js';
import { amending, cancel } from '../support/trade/amending.js';
import { post, seen, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { facts, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

describe('the statistics', () => {
  it('forget a declaration that an amendment cancels after it was closed', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('R', '30T08:00', { declarationId: id })]);
    expect((await amending(office).ask(id, cancel('never-exported'), 'officer')).status).toBe(201);
    expect(await seen(office, id)).toMatchObject({ status: 'cancelled', cancelledAt: '2021-12-31T12:00:00.000Z' });
    expect(await facts(office, id)).toEqual([]);
    const entries = await office.rows('SELECT entry, cause FROM export_fact WHERE declaration_id = $1 ORDER BY entry', [
      id,
    ]);
    expect(entries).toContainEqual({ entry: 'reverse', cause: 'cancellation' });
  });

  it('count the last second of a day and the first of the next apart', async () => {
    const [late, early] = [await submitted(office), await submitted(office)];
    await post(office, [
      { ...receipt('R', '', { declarationId: late.id }), eventTime: '2021-12-30T15:59:59Z' },
      { ...receipt('R', '', { declarationId: early.id }), eventTime: '2021-12-30T16:00:00Z' },
    ]);
    expect(await facts(office, late.id)).toMatchObject([{ statDay: '2021-12-30' }]);
    expect(await facts(office, early.id)).toMatchObject([{ statDay: '2021-12-31' }]);
  });

  it('move a declaration to an earlier day when an earlier closing comes late', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('R', '30T08:00', { declarationId: id })]);
    await post(office, [receipt('R', '29T08:00', { declarationId: id })]);
    expect(await facts(office, id)).toEqual([{ statDay: '2021-12-29', value: '2000.00' }]);
  });

  it('value by the month of closing where the market counts so, and say when its rates are missing', async () => {
    await office.rows(`UPDATE market SET rate_basis = 'closing' WHERE code = 'YW-ISC' OR code = 'KQ-CTC'`);
    const [one, other] = [
      await submitted(office, { declaredOn: '2021-11-30' }),
      await submitted(office, { declaredOn: '2021-11-30' }),
    ];
    expect(one).toMatchObject({ totals: { fobCny: '12866.60' }, valuation: { month: '2021-11', basis: 'closing' } });
    await post(office, [receipt('R', '01T08:00', { declarationId: one.id })]);
    const closed = await seen(office, one.id);
    expect(closed).toMatchObject({
      totals: { cny: '12866.60', fobCny: '12787.00' },
      valuation: {
        ...{ month: '2021-12', rates: { USD: { toCny: '6.3935' } } },
        declared: { month: '2021-11', rates: { USD: { toCny: '6.4333' } } },
      },
    });
    office.clock.stopAt('2022-06-01T12:00:00Z');
    await post(office, [{ ...receipt('R', '', { declarationId: other.id }), eventTime: '2022-05-30T00:00:00Z' }]);
    expect(await seen(office, other.id)).toMatchObject({
      status: 'closed',
      totals: { fobCny: '12866.60' },
      findings: expect.arrayContaining([expect.objectContaining({ code: 'rate-missing', severity: 'warning' })]),
    });
    await office.rows(`UPDATE market SET rate_basis = 'declaration'`);
  });

  describe('where the market values by the month of closing', () => {
    const basis = (name: string) => office.rows(`UPDATE market SET rate_basis = $1 WHERE code = 'KQ-CTC'`, [name]);
    const november = () => submitted(office, { declaredOn: '2021-11-30' });
    const putDecember = (toCny: string) =>
      office.database.transaction(office.actor('admin'), (tx) =>
        office.get(RatesService).put(tx, '2021-12', [{ currency: 'USD', toCny, toUsd: '1' }], null),
      );
    const valued = async (id: string) => {
      const { totals, valuation, findings } = await seen(office, id);
      return { totals, valuation, findings, booked: await facts(office, id) };
    };
    beforeEach(() => basis('closing'));
    afterEach(() => basis('declaration'));

    // By the table of the day on which it arrived, the late one was valued at 7.
    it('a closing that arrives after its rate was replaced has the value of one that arrived before', async () => {
      const [early, late] = [await november(), await november()];
      await post(office, [receipt('R', '02T08:00', { declarationId: early.id })]);
      office.clock.stopAt('2021-12-31T13:00:00Z');
      await putDecember('7');
      await post(office, [receipt('R', '02T08:00', { declarationId: late.id })]);
      expect(await valued(late.id)).toEqual(await valued(early.id));
      expect(await seen(office, late.id)).toMatchObject({ totals: { fobCny: '12787.00' } });

      office.clock.stopAt('2021-12-31T14:00:00Z');
      const after = await november();
      await post(office, [{ ...receipt('R', '', { declarationId: after.id }), eventTime: '2021-12-31T13:30:00Z' }]);
      expect(await seen(office, after.id)).toMatchObject({ totals: { fobCny: '14000.00' } });
      await putDecember('6.3935');
    });

    it('values follow the closing that counts in the end, in any order of arrival', async () => {
      const facts = [
        receipt('L', '01T08:00', {}),
        receipt('Z', '02T09:00', {}),
        receipt('R', '02T08:00', {}),
        receipt('R', '03T08:00', {}),
      ];
      const ends: unknown[] = [];
      for (const order of [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
        [2, 0, 3, 1],
        [3, 0, 1, 2],
      ]) {
        const { id } = await november();
        for (const index of order) await post(office, [{ ...facts[index], declarationId: id }]);
        ends.push([(await seen(office, id)).status, await valued(id)]);
      }
      expect(ends).toEqual(Array(4).fill(ends[0]));
      const { id } = await november();
      await post(office, [receipt('R', '02T08:00', { declarationId: id })]);
      await post(office, [receipt('Z', '01T09:00', { declarationId: id })]);
      // The closing comes after a return and counts no longer: the value is that of the declaration again.
      expect(await seen(office, id)).toMatchObject({
        status: 'returned',
        totals: { fobCny: '12866.60' },
        valuation: { month: '2021-11', declared: { month: '2021-11' } },
      });
    });
  });
});
