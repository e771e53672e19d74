import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { isId } from '../../vocabulary/id.js';
import { type Actor, callerIdOf, DATABASE_ROLE } from './actor.js';
import { AnswerWatch } from './answer-watch.js';
import { inBackground } from './caller.js';
import { type Connection, openConnection, socketOf } from './connection.js';
import { type Limits, limitsOf } from './limits.js';
import { DatabaseLiveness } from './liveness.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { copyLines } from './copy-lines.js';
import type { Tx } from './tx.js';
import { isOutdatedPlan } from './prepared-statements.js';
import { DatabaseUnavailable } from './unavailable.js';

/** SQLSTATEs after which PostgreSQL asks us to start over: serialization_failure, deadlock_detected. */
const START_OVER = new Set(['40001', '40P01']);
const ATTEMPTS_MAX = 5;

export interface TransactionOptions {
  /** One snapshot for all statements: reports whose lines and total must agree. */
  readonly snapshot?: boolean;
}

/** The one door to the database. */
@Injectable()
export class Database {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly liveness: DatabaseLiveness,
    private readonly watch: AnswerWatch,
    private readonly idempotencyKeys: IdempotencyKeys,
  ) {}

  /** How the connections of the pool are used: open ones, those of them that nobody uses, and callers that wait for one. */
  get poolUse(): { open: number; idle: number; waiting: number } {
    const { master } = this.source.driver as unknown as { master: Pool };
    return { open: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
  }

  /**
   * Runs `work` in one transaction under the actor's database role and firm, and commits.
   * Deadlocks and serialization failures are retried from outside, at most five times: work must have no effect outside the database.
   * With `actor.idempotencyKey`, the first answer is stored in the same commit and a repetition throws `AlreadyAnswered`.
   */
  async transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(actor, work, options);
      } catch (error) {
        if (!startsOver(error) || attempt >= ATTEMPTS_MAX) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
      }
    }
  }

  private async attempt<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options: TransactionOptions): Promise<T> {
    if (this.liveness.away) throw this.liveness.away;
    try {
      const connection = await openConnection(this.source, this.liveness, this.watch);
      return await this.inTransaction(connection, actor, work, { ...options, limits: limitsOf() });
    } catch (error) {
      if (error instanceof DatabaseUnavailable) void this.liveness.observe(error, actor.requestId);
      throw error;
    }
  }

  private async inTransaction<T>(
    connection: Connection,
    actor: Actor,
    work: (tx: Tx) => Promise<T>,
    options: TransactionOptions & { limits: Limits },
  ): Promise<T> {
    const wakes: (() => void)[] = [];
    try {
      const tx = openTx(connection, actor, wakes);
      // BEGIN and the first statement of the work go out together, a wait and a write less. Were it to fail, that statement
      // would find itself under a role without rights.
      const [begun, worked] = await Promise.allSettled(
        inOneWrite(
          connection.client,
          () => [connection.query(beginFor(connection, actor, options)), this.answerWithKey(tx, work)] as const,
        ),
      );
      if (begun.status === 'rejected') throw begun.reason;
      if (worked.status === 'rejected') throw worked.reason;
      await connection.query('COMMIT');
      connection.committed();
      for (const wake of wakes) inBackground(wake);
      return worked.value;
    } catch (error) {
      throw await connection.rollBack(error);
    } finally {
      await connection.release();
    }
  }

  private async answerWithKey<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const { idempotencyKey } = tx.actor;
    if (!idempotencyKey) return work(tx);
    await this.idempotencyKeys.reserve(tx, idempotencyKey);
    const answer = await work(tx);
    await this.idempotencyKeys.storeAnswer(tx, idempotencyKey, answer);
    return answer;
  }
}

/** One simple-protocol string saves three round trips; its only variables are checked here, so nothing can be injected. */
function beginFor(connection: Connection, actor: Actor, options: TransactionOptions & { limits: Limits }): string {
  const organisation = actor.organisationId ?? '';
  const office = actor.office ?? '';
  const key = callerIdOf(actor) ?? '';
  if ((organisation && !isId(organisation)) || (key && !isId(key)) || !/^[0-9A-Z]{0,10}$/.test(office)) {
    throw new Error('An actor must carry ids, never text.');
  }
  const isolation = options.snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN';
  // What is not set is NULL to the policies, as it should be: a job of the service's own sets nothing at all.
  const settings = Object.entries({ 'app.organisation': organisation, 'app.office': office, 'app.key': key })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `set_config('${name}', '${value}', true)`);
  const statements = [isolation, ...connection.limit(options.limits), `SET LOCAL ROLE ${DATABASE_ROLE[actor.role]}`];
  if (settings.length > 0) statements.push(`SELECT ${settings.join(', ')}`);
  return statements.join('; ');
}

function openTx(connection: Connection, actor: Actor, wakes: (() => void)[]): Tx {
  const { client } = connection;
  let role: string = DATABASE_ROLE[actor.role];
  const query = (sql: string, params?: readonly unknown[]) => connection.query(sql, params, role);
  const tx: Omit<Tx, never> = {
    actor,
    manager: connection.manager as Tx['manager'],
    rows: async <R>(sql: string, params?: readonly unknown[]) => (await query(sql, params)).rows as R[],
    batches: <R>(sql: string, params: readonly unknown[], size: number) => batchesOf<R>(query, { sql, params, size }),
    one: async <R>(sql: string, params?: readonly unknown[]) => ((await query(sql, params)).rows[0] as R) ?? null,
    run: async (sql, params) => (await query(sql, params)).rowCount ?? 0,
    copy: (table, columns, batches) =>
      aloneOn(connection, async () => {
        const stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
        await pipeline(Readable.from(copyLines(batches)), stream);
        return stream.rowCount;
      }),
    asService: async (work) => {
      const back = role;
      role = DATABASE_ROLE.system;
      try {
        return await underRole(connection, [role, back], work);
      } finally {
        role = back;
      }
    },
    afterCommit: (wake) => void wakes.push(wake),
  } as Tx;
  return tx as Tx;
}

async function* batchesOf<R>(
  query: Connection['query'],
  { sql, params, size }: { sql: string; params: readonly unknown[]; size: number },
): AsyncGenerator<R[]> {
  await query(`DECLARE batches NO SCROLL CURSOR FOR ${sql}`, params);
  for (;;) {
    const { rows } = await query(`FETCH ${size} FROM batches`);
    if (rows.length > 0) yield rows as R[];
    if (rows.length < size) break;
  }
  await query('CLOSE batches');
}

/** What is sent before the first wait leaves in one write. */
function inOneWrite<R>(client: PoolClient, send: () => R): R {
  const stream = socketOf(client);
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/** A COPY talks back and forth on the connection: nothing may be sent behind it, and nothing may still be under way before it. */
async function aloneOn<R>({ client, wait, query }: Connection, work: () => Promise<R>): Promise<R> {
  await query('SELECT');
  Object.assign(client, { pipeline: false });
  try {
    return await wait.for(work());
  } finally {
    Object.assign(client, { pipeline: true });
  }
}

/** Goes back to the actor's role whatever happens. After a failed statement that is neither possible nor needed: all is rolled back. */
async function underRole<R>({ query }: Connection, [role, back]: [string, string], work: () => Promise<R>): Promise<R> {
  await query(`SET LOCAL ROLE ${role}`);
  try {
    return await work();
  } finally {
    await query(`SET LOCAL ROLE ${back}`).catch(() => undefined);
  }
}

/** Whether a transaction that ended by this is begun anew. Who catches errors inside one must throw these on. */
export const startsOver = (error: unknown): boolean => START_OVER.has(sqlStateOf(error)) || isOutdatedPlan(error);

function sqlStateOf(thrown: unknown): string {
  const error = thrown instanceof DatabaseUnavailable ? thrown.cause : thrown;
  return error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : '';
}
