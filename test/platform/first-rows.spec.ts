import { SYSTEM } from '../../src/platform/database/actor.js';
import { FirstRows } from '../support/first-rows.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { drafted } from '../support/trade/declaring.js';

const office = useOffice({ own: true });
let first: FirstRows;

beforeAll(async () => void (first = await FirstRows.of(office.ownerUrl)));
afterAll(() => first.end());

/** Every table with a digest of its rows, and every counter. */
async function everything(): Promise<unknown[]> {
  const tables = await asOwner<{ name: string }>(
    office,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema' ORDER BY 1`,
  );
  const digests = tables.map(
    ({ name }) => `SELECT '${name}' AS name, md5(string_agg(t::text, ' ' ORDER BY t::text)) AS state FROM ${name} t`,
  );
  const counters = `SELECT format('%I.%I', schemaname, sequencename), last_value::text FROM pg_sequences`;
  return asOwner(office, [...digests, counters].join(' UNION ALL ') + ' ORDER BY 1');
}

describe('what a story leaves to the next one', () => {
  it('is nothing: rows that it wrote are gone, those it changed or removed are back, counters begin anew', async () => {
    const before = await everything();
    await drafted(office);
    await asOwner(
      office,
      `UPDATE market SET name = 'another'; DELETE FROM receipt_code; SELECT bullmq.next_job_id('loomgate')`,
    );
    expect(await everything()).not.toEqual(before);
    expect(await first.restore()).toBe(true);
    expect(await everything()).toEqual(before);
  });

  it('stays, for nobody, while somebody is in a transaction', async () => {
    const before = await everything();
    await drafted(office);
    await office.database.transaction(SYSTEM, async (tx) => {
      await tx.rows('SELECT 1');
      expect(await first.restore()).toBe(false);
    });
    expect(await everything()).not.toEqual(before);
    expect(await first.restore()).toBe(true);
  });

  it('stays, for nobody, once the schema is another one', async () => {
    await asOwner(office, 'ALTER TABLE market ADD COLUMN another text');
    expect(await first.restore()).toBe(false);
    await asOwner(office, 'ALTER TABLE market DROP COLUMN another');
    expect(await first.restore()).toBe(false);
  });
});
