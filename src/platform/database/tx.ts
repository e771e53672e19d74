import type { EntityManager } from 'typeorm';
import type { Actor } from './actor.js';
import type { CopyBatches } from './copy-lines.js';

declare const open: unique symbol;

/** An open transaction under the actor's database role. Only `Database.transaction` can make one. */
export interface Tx {
  readonly [open]: true;
  readonly actor: Actor;
  /** All rows of a statement. numeric and bigint come as text, dates as `YYYY-MM-DD`, instants as ISO text in UTC. */
  rows<R>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /**
   * All rows of a statement that may have very many, some at a time: a cursor of the database, so that they are sorted once and memory
   * stays flat. Only one at a time in a transaction.
   */
  batches<R>(sql: string, params: readonly unknown[], size: number): AsyncGenerator<R[]>;
  /** The first row, or null. */
  one<R>(sql: string, params?: readonly unknown[]): Promise<R | null>;
  /** Runs a statement; returns how many rows it touched. */
  run(sql: string, params?: readonly unknown[]): Promise<number>;
  /** `COPY … FROM STDIN` in text format. Returns the number of rows. */
  copy(table: string, columns: readonly string[], batches: CopyBatches): Promise<number>;
  /** TypeORM on the same connection, for single rows: what is one statement each. `save()` reads first, and loses updates. */
  readonly manager: Pick<EntityManager, 'findOne' | 'findOneBy' | 'insert' | 'update' | 'delete'>;
  /**
   * Runs work of the service's own inside the transaction of an actor: under the system's database role, which sees the rows of
   * all firms. What it returns must not show them to the actor. Statements of the same transaction must not run beside it.
   */
  asService<R>(work: () => Promise<R>): Promise<R>;
  /** Called after COMMIT, never before: wake-ups only, nothing whose loss would matter. */
  afterCommit(wake: () => void): void;
}
