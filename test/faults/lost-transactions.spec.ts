import { SYSTEM } from '../../src/platform/database/actor.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { DatabaseUnavailable } from '../../src/platform/database/unavailable.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';

/** Connections that are lost while a transaction is open: by an operator, by a crash, by a limit of the session. */
const office = useOffice({ own: true });

const pidOf = async (tx: Tx): Promise<number> =>
  (await tx.one<{ pid: number }>('SELECT pg_backend_pid() AS pid'))?.pid ?? 0;
/** Returns when the session has ended. */
const terminate = (pid: number) => asOwner(office, 'SELECT pg_terminate_backend($1, 5000)', [pid]);
/** A transaction whose connection ends under a statement. */
const cut = () =>
  office.database.transaction(SYSTEM, async (tx) => {
    const pid = await pidOf(tx);
    await Promise.all([tx.run('SELECT pg_sleep(20)'), terminate(pid)]);
  });
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

it('a connection that ends under a statement is reported as such, with its cause', async () => {
  const failure = await failureOf(cut());
  expect(failure).toBeInstanceOf(DatabaseUnavailable);
  expect(failure).toMatchObject({ kind: 'away', cause: { code: '57P01' } });
});

it('a connection that ends between two statements is reported with the reason of its end, not with the failure of the next', async () => {
  const work = office.database.transaction(SYSTEM, async (tx) => {
    await terminate(await pidOf(tx));
    await new Promise((resolve) => setImmediate(resolve));
    await tx.run('SELECT 1');
  });
  expect(await failureOf(work)).toMatchObject({ name: 'DatabaseUnavailable', cause: { code: '57P01' } });
});

it('such a transaction leaves the pool as it was: many of them, and the next work finds a connection', async () => {
  const lost = Array.from({ length: 40 }, () => failureOf(cut()));
  for (const failure of await Promise.all(lost)) expect(failure).toBeInstanceOf(DatabaseUnavailable);
  expect(await office.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

it('what work was refused for is not hidden by a connection that is lost at its ROLLBACK', async () => {
  const work = office.database.transaction(SYSTEM, async (tx) => {
    await terminate(await pidOf(tx));
    throw new RangeError('refused');
  });
  expect(await failureOf(work)).toBeInstanceOf(RangeError);
});
