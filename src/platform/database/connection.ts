import type { Socket } from 'node:net';
import type { PoolClient, QueryResult } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, type QueryRunner } from 'typeorm';
import { type AnswerWatch, Wait } from './answer-watch.js';
import { type Limits, limitsOf, ORDINARY_CALL } from './limits.js';
import type { DatabaseLiveness } from './liveness.js';
import { forgetPrepared, isOutdatedPlan, preparedName } from './prepared-statements.js';
import { DatabaseUnavailable, unavailabilityOf, unavailableOr } from './unavailable.js';

/** A connection of the pool while one transaction has it. */
export interface Connection {
  readonly client: PoolClient;
  readonly manager: EntityManager;
  readonly wait: Wait;
  /** `role`: the database role that the statement runs under, where it may be prepared. */
  query(sql: string, params?: readonly unknown[], role?: string): Promise<QueryResult>;
  /** What the transaction has to set, so that these limits hold; they stay with the session, since the next caller is mostly of the same kind. */
  limit(limits: Limits): string[];
  /** The COMMIT was answered: what the transaction has set stays. */
  committed(): void;
  /** Undoes everything. Returns what to throw: why the connection was lost, if it was, or else the given error. */
  rollBack(error: unknown): Promise<unknown>;
  release(): Promise<void>;
}

const CONNECTED_AT = new WeakMap<PoolClient, number>();
/** The limits of a session as its last commit left them; at first those it began with. */
const LIMITS = new WeakMap<PoolClient, Limits>();
/** Without parameters a text may hold several statements, which cannot be prepared: ours that begin so hold one. */
const IS_READ = /^\s*(SELECT|WITH)\b/;

/** Takes a connection from the pool, one that may be alive. */
export async function openConnection(
  source: DataSource,
  liveness: DatabaseLiveness,
  watch: AnswerWatch,
): Promise<Connection> {
  for (;;) {
    const runner = source.createQueryRunner();
    const client = await connect(runner, watch);
    const connectedAt = CONNECTED_AT.get(client) ?? performance.now();
    CONNECTED_AT.set(client, connectedAt);
    if (connectedAt >= liveness.staleBefore) return opened(client, runner, watch);
    await discard(client, runner, new Error('The connection is older than one that was cut.'));
  }
}

/** A connection that comes after its wait was given up goes back to the pool. */
function connect(runner: QueryRunner, watch: AnswerWatch): Promise<PoolClient> {
  const asked = runner.connect() as Promise<PoolClient>;
  return new Promise((resolve, reject) => {
    const wait = new Wait(limitsOf(), (reason) => {
      unwatch();
      reject(reason);
      asked.then(
        () => runner.release(),
        () => undefined,
      );
    });
    const unwatch = watch.watch(wait);
    wait.for(asked).then(
      (client) => {
        unwatch();
        resolve(client);
      },
      (error: unknown) => {
        unwatch();
        reject(unavailableOr(error) as Error);
      },
    );
  });
}

function opened(client: PoolClient, runner: QueryRunner, watch: AnswerWatch): Connection {
  let lost: Error | undefined;
  let toSet: Limits | undefined;
  const onLost = (error: Error) => (lost ??= error);
  client.on('error', onLost);
  const wait = new Wait(limitsOf(), (reason) => socketOf(client).destroy(reason), CONNECTED_AT.get(client));
  const unwatch = watch.watch(wait);
  const query: Connection['query'] = (text, params, role) => {
    const values = params as unknown[] | undefined;
    const name = role && (values?.length || IS_READ.test(text)) ? preparedName(text, role) : undefined;
    return wait.for(name ? client.query({ name, text, values: values ?? [] }) : client.query(text, values));
  };
  return {
    client,
    manager: managerOf(runner, wait),
    wait,
    query,
    limit: (limits) => {
      const before = LIMITS.get(client) ?? ORDINARY_CALL;
      toSet = limits;
      return [
        ...(limits.statement === before.statement ? [] : [`SET statement_timeout = '${limits.statement}'`]),
        ...(limits.lockMs === before.lockMs ? [] : [`SET lock_timeout = ${limits.lockMs}`]),
      ];
    },
    committed: () => {
      if (toSet) LIMITS.set(client, toSet);
    },
    rollBack: async (error) => {
      await query('ROLLBACK').catch(onLost);
      if (isOutdatedPlan(error)) await forgetPrepared(client).catch(onLost);
      const kind = unavailabilityOf(error);
      if (!kind) return error;
      const cause = hasCode(error) ? error : (lost ?? error);
      return cause instanceof DatabaseUnavailable ? cause : new DatabaseUnavailable(kind, cause);
    },
    release: async () => {
      unwatch();
      client.off('error', onLost);
      await (lost ? discard(client, runner, lost) : runner.release());
    },
  };
}

/** TypeORM's statements are waited for as ours are, fail as ours do, and find the transaction open that this connection has begun. */
function managerOf(runner: QueryRunner, wait: Wait): EntityManager {
  const send = runner.query.bind(runner) as (...statement: unknown[]) => Promise<unknown>;
  const query = (...statement: unknown[]) =>
    wait.for(send(...statement)).catch((error: unknown) => {
      throw error instanceof QueryFailedError ? error.driverError : error;
    });
  return Object.assign(runner, { query, isTransactionActive: true }).manager;
}

/** At its error event TypeORM takes a connection out of the pool; where the event came by itself, that is done already. */
async function discard(client: PoolClient, runner: QueryRunner, reason: Error): Promise<void> {
  if (!runner.isReleased) client.emit('error', reason);
  socketOf(client).destroy();
  await runner.release();
}

export const socketOf = (client: PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** pg says without a code that a connection is "not queryable": why it was lost is in its error event. */
const hasCode = (error: unknown): boolean => error instanceof Error && 'code' in error && Boolean(error.code);
