import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { stateAfterFailure } from '../queue/failure-backoff.js';
import { definedJob } from '../queue/job.js';

const WRITTEN_AFTER_MS = 100;
const ERROR_LENGTH_MAX = 2_000;
/** A job that no code defines any more: its message must not be tried at full pace. */
const UNKNOWN_JOB = { attempts: 1, backoffMs: 1_000 };

export interface Failure {
  readonly id: string;
  readonly job: string;
  readonly error: Error;
}

/** Writes into the outbox how the work of its messages ended, and nothing into the queue, which may lose it. */
@Injectable()
export class MessageOutcomes {
  private readonly log = new Logger('jobs');
  private readonly done: string[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  processed(id: string): void {
    this.done.push(id);
    this.timer ??= setTimeout(() => void this.writeProcessed(), WRITTEN_AFTER_MS);
  }

  /**
   * Deletes the processed messages from the outbox, many at once: a statement a job would cost as much as a small job itself.
   * A message is processed when its job is done, not when the queue has it: what a queue loses is enqueued again from the outbox.
   * Dying between the work and this means that it is done again, which every processor bears. Resolves when all that was
   * processed before is deleted, also by another call: else a message would be enqueued again, or the database closed, too early.
   */
  writeProcessed(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    return (this.writing = this.writing.then(() => this.deleteProcessed()));
  }

  /**
   * Counts a failed attempt of each message and makes it pending again, for the time of its next attempt. One that has failed for
   * good is marked once, with one line in the log. What another worker has processed meanwhile is no longer there, and has not failed.
   */
  async recordFailures(failures: readonly Failure[]): Promise<void> {
    const counted = await this.database.transaction(SYSTEM, (tx) => count(tx, failures));
    for (const { failure, attempts, isNewlyForGood } of counted) {
      const { job, id, error } = failure;
      if (isNewlyForGood) this.log.error(`${job} failed for good: ${error.message} (message ${id})`, error.stack);
      else this.log.warn(`${job} failed, attempt ${attempts}: ${error.message} (message ${id})`);
    }
  }

  private async deleteProcessed(): Promise<void> {
    const ids = this.done.splice(0);
    if (ids.length === 0) return;
    try {
      await this.database.transaction(SYSTEM, (tx) => tx.run('DELETE FROM outbox WHERE id = ANY ($1::uuid[])', [ids]));
    } catch (error) {
      this.log.warn(`${ids.length} processed messages not deleted from the outbox: ${(error as Error).message}`);
      this.done.push(...ids);
    }
  }
}

async function count(tx: Tx, failures: readonly Failure[]) {
  const rows = await tx.rows<{ id: string; attempts: number; isFailed: boolean }>(
    `SELECT id, attempts, failed_at IS NOT NULL AS "isFailed" FROM outbox WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [failures.map(({ id }) => id)],
  );
  const counted = rows.flatMap((row) => {
    const failure = failures.find(({ id }) => id === row.id);
    if (!failure) return [];
    const attempts = row.attempts + 1;
    const { isForGood, waitMs } = stateAfterFailure(definedJob(failure.job) ?? UNKNOWN_JOB, attempts, Math.random());
    return [{ failure, attempts, isForGood, isNewlyForGood: isForGood && !row.isFailed, waitMs }];
  });
  await tx.run(
    `UPDATE outbox o SET attempts = f.attempts, last_error = f.error, sent_at = NULL, batch = NULL,
       failed_at = CASE WHEN f.for_good THEN coalesce(o.failed_at, clock_timestamp()) END,
       next_attempt_at = clock_timestamp() + make_interval(secs => f.wait_ms / 1000)
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::boolean[], $5::float8[]) AS f (id, attempts, error, for_good, wait_ms)
     WHERE o.id = f.id`,
    [
      counted.map(({ failure }) => failure.id),
      counted.map(({ attempts }) => attempts),
      counted.map(({ failure }) => textOf(failure.error)),
      counted.map(({ isForGood }) => isForGood),
      counted.map(({ waitMs }) => waitMs),
    ],
  );
  return counted;
}

/** PostgreSQL takes no NUL in a text: a cause that carries one must not keep the failure from being recorded. */
const textOf = ({ message }: Error): string =>
  message.replaceAll('\0', ' ').slice(0, ERROR_LENGTH_MAX) || 'no cause given';
