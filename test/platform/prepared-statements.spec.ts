import { Client } from 'pg';
import type { Actor } from '../../src/platform/database/actor.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ own: true });
const OFTEN = 8;

const inOneTransaction = <R>(actor: Actor, sql: string, params: readonly unknown[]) =>
  office.database.transaction(actor, (tx) => tx.rows<R>(sql, params));

describe('a statement that is sent often', () => {
  it('is prepared for each database role by itself, and shows each firm its own', async () => {
    const sql = 'SELECT current_user AS role, id FROM organisation WHERE id = $1';
    const own = (who: 'brokerA' | 'brokerB') => office.people.organisations[who];
    for (let time = 0; time < OFTEN; time++) {
      for (const who of ['brokerA', 'brokerB'] as const) {
        expect(await inOneTransaction(office.actor(who), sql, [own(who)])).toEqual([
          { role: 'loomgate_broker', id: own(who) },
        ]);
        expect(
          await inOneTransaction(office.actor(who), sql, [own(who === 'brokerA' ? 'brokerB' : 'brokerA')]),
        ).toEqual([]);
      }
      expect(await inOneTransaction(SYSTEM, sql, [own('brokerA')])).toMatchObject([{ id: own('brokerA') }]);
    }
    const names = await inOneTransaction<{ name: string }>(
      SYSTEM,
      'SELECT name FROM pg_prepared_statements WHERE statement = $1 ORDER BY name',
      [sql],
    );
    expect(names.map(({ name }) => name.replace(/^s\d+_/, ''))).toEqual(['loomgate_broker', 'loomgate_system']);
  });

  it('survives a migration that changes what it returns', async () => {
    const owner = new Client({ connectionString: office.ownerUrl });
    await owner.connect();
    await owner.query(
      'CREATE TABLE changing (one integer); GRANT SELECT ON changing TO PUBLIC; INSERT INTO changing VALUES (1)',
    );
    const ask = () => inOneTransaction(SYSTEM, 'SELECT * FROM changing WHERE one = $1', [1]);
    for (let time = 0; time < OFTEN; time++) await ask();
    await owner.query('ALTER TABLE changing ADD COLUMN two integer DEFAULT 2');
    await owner.end();
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill([{ one: 1, two: 2 }]));
    await office.rows('SELECT 1');
  });
});
