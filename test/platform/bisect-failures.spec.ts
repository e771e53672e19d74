import { tryInSavepoint, bisectFailures } from '../../src/platform/database/bisect-failures.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const given = new Given(office);
const FIRMS = Array.from({ length: 500 }, (_, index) => `firm ${index}`);

describe('work in a savepoint', () => {
  const NOTED = "SELECT name FROM organisation WHERE name = 'tried'";
  const NOTE = "UPDATE organisation SET name = 'tried' WHERE kind = 'broker'";

  it('is rolled back and its reason returned, when the data is bad; the transaction goes on', async () => {
    await given.system(async (tx) => {
      const failed = await tryInSavepoint(tx, () => tx.run(NOTE).then(() => tx.rows('SELECT 1 / 0')));
      expect(failed).toBe('division by zero (SQLSTATE 22012)');
      expect(await tx.rows(NOTED)).toEqual([]);
    });
  });

  it.each([
    ['a statement that is wrong', 'SELECT nothing', { code: '42703' }],
    ['a deadlock', 'DO $$ BEGIN RAISE deadlock_detected; END $$', { cause: { code: '40P01' } }],
  ])('throws on what is no fault of the data: %s', async (_, sql, error) => {
    const tried = given.system((tx) => tryInSavepoint(tx, () => tx.rows(sql)));
    await expect(tried).rejects.toMatchObject(error);
  });
});

describe('bisecting failures', () => {
  /** Fails for some firms as PostgreSQL does, and counts how often it is asked. */
  async function work(bad: readonly string[]) {
    let asked = 0;
    const found = await given.system((tx) =>
      bisectFailures(tx, FIRMS, async (firms) => {
        asked++;
        const divisor = bad.some((firm) => firms.includes(firm)) ? 0 : 1;
        await tx.rows('SELECT 1 / $1::integer', [divisor]);
        return firms;
      }),
    );
    return { asked, failed: found.failed.map(({ firm }) => firm), done: found.done.flat() };
  }

  it('does all but the bad ones, in their order', async () => {
    const bad = ['firm 0', 'firm 250', 'firm 499'];
    const { failed, done } = await work(bad);
    expect(failed).toEqual(bad);
    expect(done).toEqual(FIRMS.filter((firm) => !bad.includes(firm)));
  });

  it('asks twenty times where one of five hundred is bad, once where none is', async () => {
    expect((await work(['firm 321'])).asked).toBeLessThanOrEqual(20);
    expect((await work([])).asked).toBe(1);
  });
});
