import { newId } from '../../vocabulary/id.js';
import { definedJob, type JobPayload } from './job.js';

/** A row of the outbox that is handed to the queue. */
export interface OutboxMessage {
  readonly id: string;
  readonly job: string;
  readonly payload: JobPayload;
  /** Attempts that failed so far. */
  readonly attempts: number;
}

/** What goes through the queue as one job: one message, or some of a small kind, which are then processed one after the other. */
export interface Batch {
  /** The queue does not take a batch that it still has a second time. */
  readonly id: string;
  readonly job: string;
  readonly messages: readonly Pick<OutboxMessage, 'id' | 'payload'>[];
}

/** A process that dies in the middle of a batch leaves so many messages to be processed a second time, at most. */
const MESSAGES_MAX = 25;

/**
 * Batches for messages, in their order. The way through the queue costs as much as a small transaction, so small messages of a
 * kind go it together once there are so many that all `concurrency` places of a worker are taken anyway.
 */
export function batchesOf(sent: readonly OutboxMessage[], concurrency: number): Batch[] {
  return [...new Set(sent.map(({ job }) => job))].flatMap((job) => {
    const all = sent.filter((each) => each.job === job);
    const size = definedJob(job)?.small ? Math.min(MESSAGES_MAX, Math.ceil(all.length / (2 * concurrency))) : 1;
    return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => {
      const messages = all.slice(n * size, (n + 1) * size);
      return { id: batchIdOf(messages[0]), job, messages };
    });
  });
}

/**
 * The id of its first message, so that a relay that dies before its commit does not enqueue the batch twice. A message that has
 * failed needs another: the queue may still have the job of the attempt before, and would not take this one.
 */
const batchIdOf = (first: OutboxMessage | undefined): string => (first?.attempts === 0 ? first.id : newId());

/** The same batches again, of what is left of them: under another id the queue would not know what it still has. */
export function batchesAgain(left: readonly (OutboxMessage & { readonly batch: string })[]): Batch[] {
  return [...new Set(left.map(({ batch }) => batch))].map((id) => {
    const messages = left.filter(({ batch }) => batch === id);
    return { id, job: messages[0]?.job ?? '', messages };
  });
}
