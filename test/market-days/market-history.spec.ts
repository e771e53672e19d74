import { readInput } from '../../src/command-line/command.js';
import { rebuildCommand } from '../../src/command-line/rebuild.command.js';
import { seedCommand } from '../../src/command-line/seed.command.js';
import { ITEMS_EACH } from '../../src/demo/domain/market-history.js';
import { MarketHistory } from '../../src/demo/market-history.service.js';
import { contentSha256 } from '../../src/declarations/store/content.js';
import { storedInputs } from '../../src/declarations/store/stored-inputs.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { useOffice } from '../support/office.js';

const PLAN = { days: 5, declarationsPerDay: 9, seed: 7 };
/** A Monday: the days before it belong to another week. */
const LAST = '2026-11-16';
const DECLARATIONS = PLAN.days * PLAN.declarationsPerDay;

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const other = useOffice({ at: '2026-11-18T02:00:00Z' });

const figures = (on: typeof office) =>
  on.rows(
    `SELECT stat_day, country, chapter, settlement_week, sum(value_cny) AS cny, sum(declarations_by_country_chapter)::int AS n
     FROM export_fact GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  );
const declared = (on: typeof office) =>
  on.rows(
    `SELECT d.reference, d.entry_id, d.content_sha256, d.closed_at, d.total_usd, o.name FROM declaration d
     JOIN organisation o ON o.id = d.broker_id ORDER BY d.reference`,
  );

describe('a market of the past, written in bulk', () => {
  beforeAll(async () => {
    for (const on of [office, other]) {
      on.clock.stopAt('2026-11-18T02:00:00Z');
      expect(await on.get(MarketHistory).write(PLAN, LAST, () => undefined)).toBe(DECLARATIONS);
    }
  }, 120_000);

  it('has as many declarations on each day, each with its items, closed, filed, paid and owing nothing', async () => {
    const days = await office.rows(
      `SELECT declared_on AS day, count(*)::int AS n, count(DISTINCT entry_id)::int AS numbers, count(DISTINCT id)::int AS ids,
         bool_and(status = 'closed' AND next_actor = 'nobody' AND exemption_filed_on = declared_on AND paid_up_on = declared_on
           AND (closed_at AT TIME ZONE 'Asia/Shanghai')::date = declared_on AND header ->> 'declaredOn' = declared_on::text
           AND (SELECT count(*) FROM declaration_item i WHERE i.declaration_id = d.id) = ${ITEMS_EACH}
           AND (SELECT count(*) FROM export_fact f WHERE f.declaration_id = d.id AND f.stat_day = d.declared_on
               AND f.settlement_week = to_char(d.declared_on, 'IYYY-"W"IW')) = ${ITEMS_EACH}) AS whole
       FROM declaration d GROUP BY 1 ORDER BY 1`,
    );
    expect(days).toEqual(
      ['12', '13', '14', '15', '16'].map((day) => ({ day: `2026-11-${day}`, n: 9, numbers: 9, ids: 9, whole: true })),
    );
  });

  it('is the same market each time', async () => {
    expect(await declared(office)).toHaveLength(DECLARATIONS);
    expect(await declared(other)).toEqual(await declared(office));
    expect(await figures(other)).toEqual(await figures(office));
  });

  it('says of each declaration what the fingerprint of its content is of', async () => {
    const rows = await office.rows<{ id: string; sha: string }>(
      'SELECT id, content_sha256 AS sha FROM declaration ORDER BY id',
    );
    const inputs = await office.database.transaction(SYSTEM, (tx) =>
      storedInputs(
        tx,
        rows.map(({ id }) => id),
      ),
    );
    for (const { id, sha } of rows) expect(contentSha256(inputs.get(id) ?? ({} as never))).toBe(sha);
  });

  it('differs in nothing from what the facts say', async () => {
    const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await rebuildCommand.run(readInput(rebuildCommand, ['--check']), office.app, undefined as never);
    const report = JSON.parse(String(printed.mock.calls[0]?.[0])) as Record<string, Record<string, number>>;
    printed.mockRestore();
    process.exitCode = 0;
    const { lookedAt, ...differed } = report['declarations'] ?? {};
    expect(lookedAt).toBe(DECLARATIONS);
    expect([...Object.values(differed), report['rollups']?.['differed']]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it.each([
    [['--days', '0'], /^--days 0 is not a whole number above zero\.$/],
    [['--containers-per-day', '100000'], /^--containers-per-day may be 99999 at most\.$/],
    [['--days', '4000'], /^--days may be 3660 at most\.$/],
    [['now'], /^seed takes no now\.$/],
    [['--weeks', '4'], /^Unknown option '--weeks'/],
  ])('refuses %j in one line', async (args, message) => {
    const run = async () => seedCommand.run(readInput(seedCommand, args), office.app, undefined as never);
    await expect(run()).rejects.toThrow(message);
  });
});
