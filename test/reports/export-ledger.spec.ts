import { postDeclarations, type GivenPosting } from '../support/trade/postings.js';
import { useOffice } from '../support/office.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { postExports, type DesiredPosting } from '../../src/statistics/export-ledger.js';
import { CompactRollups } from '../../src/statistics/compact-rollups.processor.js';
import { compactRollups } from '../../src/statistics/compact-rollups.jobs.js';
import { closeWeek, isWeekClosed } from '../../src/statistics/settlement-weeks.js';
import { newId } from '../../src/vocabulary/id.js';

const items = (cny: string): GivenPosting['items'] => [['NGA', '5407520090', cny, cny, '10']];

interface Fact {
  entry: string;
  week: string;
  value: string;
}

describe('the export ledger', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });
  const facts = (id: string | undefined) =>
    office.rows<Fact>(
      `SELECT entry, settlement_week AS week, value_cny AS value FROM export_fact
       WHERE declaration_id = $1 ORDER BY entry_number`,
      [id],
    );
  /**
   * How many transactions of this database wait for a lock. Asked in a transaction of its own: within one, PostgreSQL shows the sessions
   * of its first look, and the one that waits may have come later.
   */
  const waiting = async (): Promise<number> => {
    const [row] = await office.rows<{ n: string }>(
      `SELECT count(*) AS n FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE NOT l.granted AND a.datname = current_database()`,
    );
    return Number(row?.n);
  };
  const close = (week: string) =>
    office.database.transaction(SYSTEM, (tx) => closeWeek(tx, 'KQ-CTC', week, office.clock.now().toISOString()));
  const posting = (id: string, cny: string): DesiredPosting => ({
    declarationId: id,
    version: 1,
    cause: 'closing',
    market: 'KQ-CTC',
    brokerId: office.people.organisations.brokerA,
    currency: 'USD',
    transportMode: '2',
    statDay: '2026-11-17',
    items: [
      {
        itemNumber: 1,
        hsCode: '5407520090',
        name: '涤纶染色布',
        finalDestination: 'NGA',
        fobCny: cny,
        fobUsd: cny,
        netWeightKg: '10',
      },
    ],
  });

  it('holds what was desired last, however often it is desired', async () => {
    const [id] = await postDeclarations(office, [{ day: '2026-11-17', items: items('100.00') }]);
    await postDeclarations(office, [{ id, day: '2026-11-17', items: items('100.0') }]);
    expect(await facts(id)).toEqual([{ entry: 'book', week: '2026-W47', value: '100.00' }]);
    await postDeclarations(office, [{ id, day: '2026-11-17', cause: 'amendment', items: items('90.00') }]);
    await postDeclarations(office, [{ id, day: null, cause: 'cancellation', items: items('90.00') }]);
    await postDeclarations(office, [{ id, day: null, cause: 'cancellation', items: items('90.00') }]);
    await postDeclarations(office, [{ id, day: '2026-11-18', items: items('90.00') }]);
    expect((await facts(id)).map(({ entry, value }) => `${entry} ${value}`)).toEqual([
      'book 100.00',
      'reverse -100.00',
      'book 90.00',
      'reverse -90.00',
      'book 90.00',
    ]);
    // Whatever a statement asks for, an officer sees the markets of the own office alone.
    for (const table of ['export_fact', 'rollup_delta']) {
      const seen = (who: 'officer' | 'officerElsewhere') =>
        office.database.transaction(office.actor(who), (tx) => tx.rows(`SELECT DISTINCT market FROM ${table}`));
      expect([await seen('officer'), await seen('officerElsewhere')]).toEqual([[{ market: 'KQ-CTC' }], []]);
    }
  });

  it('takes many declarations in one call, and of two desired postings for one the last', async () => {
    const ids = [newId(), newId()];
    const [first = '', second = ''] = ids;
    const appended = await office.database.transaction(office.actor('brokerA'), async (tx) => {
      const desired = [posting(first, '1.00'), posting(second, '2.00'), posting(first, '3.00')];
      const count = await postExports(tx, office.clock, desired);
      expect(await postExports(tx, office.clock, desired)).toBe(0);
      await postExports(tx, office.clock, [
        { ...posting(first, '3.00'), statDay: null },
        { ...posting(second, '2.00'), statDay: null },
      ]);
      return count;
    });
    expect(appended).toBe(2);
    expect((await facts(first)).map((fact) => fact.value)).toEqual(['3.00', '-3.00']);
  });

  it('refuses a second posting of one declaration at the same moment', async () => {
    const id = newId();
    const postIt = (tx: Tx) => postExports(tx, office.clock, [posting(id, '7.00')]);
    let second: Promise<string> = Promise.resolve('never begun');
    let ended = false;
    await office.database.transaction(SYSTEM, async (tx) => {
      await postIt(tx);
      second = office.database
        .transaction(SYSTEM, postIt)
        .then(
          () => 'posted twice',
          (error: { code: string }) => error.code,
        )
        .finally(() => (ended = true));
      while (!ended && (await waiting()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    });
    expect(await second).toBe('23505');
    await office.database.transaction(SYSTEM, (tx) =>
      postExports(tx, office.clock, [{ ...posting(id, '7.00'), statDay: null, cause: 'cancellation' }]),
    );
  });

  it('never changes what it holds, whoever asks', async () => {
    for (const who of ['admin', 'officer', 'brokerA'] as const) {
      const change = office.database.transaction(office.actor(who), (tx) =>
        tx.run('UPDATE export_fact SET value_cny = 0'),
      );
      await expect(change).rejects.toThrow('permission denied');
    }
  });

  it('settles a late fact in the first open week, and reverses where the reversed was settled', async () => {
    const [early, untouched] = await postDeclarations(office, [
      { day: '2026-11-03', items: items('50.00') },
      { day: '2026-11-03', items: items('60.00') },
    ]);
    await close('2026-W45');
    await postDeclarations(office, [{ id: early, day: null, cause: 'cancellation', items: items('50.00') }]);
    expect((await facts(early)).map((fact) => fact.week)).toEqual(['2026-W45', '2026-W47']);
    await close('2026-W47');
    const [late] = await postDeclarations(office, [{ day: '2026-11-04', items: items('70.00') }]);
    expect((await facts(late)).map((fact) => fact.week)).toEqual(['2026-W48']);
    await postDeclarations(office, [{ id: late, day: '2026-11-04', cause: 'amendment', items: items('71.00') }]);
    expect((await facts(late)).map((fact) => fact.week)).toEqual(['2026-W48', '2026-W48', '2026-W48']);
    expect((await facts(untouched)).map((fact) => fact.week)).toEqual(['2026-W45']);
  });

  it('counts a settled fact on its closing day, or in the week of its statement', async () => {
    const ask = (query: string) => office.as('analyst').get(`/v1/reports/export-value?basis=settled&${query}`);
    const byDay = await ask('from=2026-11-02&to=2026-11-29&groupBy=week&sort=key');
    expect(byDay.body.rows.map((row: { week: string; value: string }) => [row.week, row.value])).toEqual([
      ['2026-W45', '60.00'],
      ['2026-W47', '90.00'],
    ]);
    expect((await ask('from=2026-11-02&to=2026-11-29')).body.total).toBe('150.00');
    expect((await ask('from=2026-11-03&to=2026-11-03')).body.total).toBe('60.00');
    const { body } = await ask('from=2026-11-02&to=2026-11-29&groupBy=settlementWeek');
    // Week 47 holds what the tests before left there: 90.00 of its own, less the 50.00 cancelled after week 45 was closed.
    expect(body.rows.map((row: Record<string, string>) => [row['settlementWeek'], row['value']])).toEqual([
      ['2026-W45', '110.00'],
      ['2026-W47', '40.00'],
    ]);
    // A statement is of the Sunday that ends its week.
    const statements = async (range: string) => (await ask(`${range}&groupBy=settlementWeek`)).body.total;
    expect(await statements('from=2026-11-02&to=2026-11-07')).toBe('0.00');
    expect(await statements('from=2026-11-08&to=2026-11-08')).toBe('110.00');
    expect(await statements('from=2026-11-02&to=2026-11-29&settlementWeek=2026-W47')).toBe('40.00');
    const lines = await office
      .as('analyst')
      .get(
        '/v1/reports/export-value/lines?basis=settled&settlementWeek=2026-W47&from=2026-11-16&to=2026-11-22&limit=500',
      );
    expect(lines.body.total).toBe('40.00');
    expect(lines.body.items.map((line: { value: string }) => line.value)).toContain('-50.00');
  });

  it('lets no fact slip into a week while it is being closed', async () => {
    const ids = Array.from({ length: 12 }, () => newId());
    office.clock.stopAt('2026-12-02T02:00:00Z');
    const writes = ids.map((id) =>
      office.database.transaction(SYSTEM, (tx) =>
        postExports(tx, office.clock, [{ ...posting(id, '1.00'), statDay: '2026-12-01' }]),
      ),
    );
    const closing = office.database.transaction(SYSTEM, async (tx) => {
      await closeWeek(tx, 'KQ-CTC', '2026-W49', '2026-12-02T02:00:00Z');
      return tx.one<{ n: string }>(`SELECT count(*) AS n FROM export_fact WHERE settlement_week = '2026-W49'`);
    });
    await Promise.all(writes);
    const [after] = await office.rows<{ n: string }>(
      `SELECT count(*) AS n FROM export_fact WHERE settlement_week = '2026-W49'`,
    );
    expect((await closing)?.n).toBe(after?.n);
    await office.database.transaction(SYSTEM, async (tx) => {
      expect(await isWeekClosed(tx, 'KQ-CTC', '2026-W49')).toBe(true);
      expect(await isWeekClosed(tx, 'KQ-CTC', '2026-W50')).toBe(false);
      await postExports(
        tx,
        office.clock,
        ids.map((id) => ({ ...posting(id, '1.00'), statDay: null, cause: 'cancellation' as const })),
      );
    });
  });

  it('closes a week once', async () => {
    office.clock.stopAt('2026-12-08T02:00:00Z');
    expect(await close('2026-W49')).toBe('2026-12-02T02:00:00.000Z');
  });

  it('publishes one compaction for whatever is pending, and it may be delivered twice', async () => {
    const unsent = () => office.rows(`SELECT 1 FROM outbox WHERE job = 'compact-rollups' AND sent_at IS NULL`);
    await office.get(CompactRollups).publishIfNeeded();
    await office.get(CompactRollups).publishIfNeeded();
    expect(await unsent()).toHaveLength(1);
    await office.drain();
    expect(await office.rows('SELECT 1 FROM rollup_delta')).toEqual([]);
    await office.get(CompactRollups).publishIfNeeded();
    expect(await unsent()).toEqual([]);
    await postDeclarations(office, [{ day: '2026-12-07', items: items('5.00') }]);
    await office.deliverTwice(compactRollups, {});
    const coarse = `SELECT sum(value_cny) AS value FROM rollup_month_country WHERE month = '2026-12'`;
    expect(await office.rows(coarse)).toEqual([{ value: '5.00' }]);
  });
});
