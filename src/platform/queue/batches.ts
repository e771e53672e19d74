import { definedJob, type JobPayload } from './job.js';

/** What was promised: a row of the outbox. */
export interface Promised {
  readonly id: string;
  readonly job: string;
  readonly payload: JobPayload;
}

/** What goes through the queue as one job: one promise, or some of a small kind, which are then kept one after the other. */
export interface Batch {
  /** The id of the promise that was its first. The queue does not take a batch that it still has a second time. */
  readonly id: string;
  readonly job: string;
  readonly promises: readonly Pick<Promised, 'id' | 'payload'>[];
}

/** A process that dies in the middle of a batch leaves so many promises to be kept a second time, at most. */
const PROMISES_MAX = 25;

/**
 * Batches for promises, in their order. The way through the queue costs as much as a small transaction, so small promises of a
 * kind go it together once there are so many that every hand is busy anyway: `hands` jobs are worked on at once.
 */
export function batchesOf(promised: readonly Promised[], hands: number): Batch[] {
  return [...new Set(promised.map(({ job }) => job))].flatMap((job) => {
    const all = promised.filter((each) => each.job === job);
    const size = definedJob(job)?.small ? Math.min(PROMISES_MAX, Math.ceil(all.length / (2 * hands))) : 1;
    return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => {
      const promises = all.slice(n * size, (n + 1) * size);
      return { id: promises[0]?.id ?? '', job, promises };
    });
  });
}

/** The same batches again, of what is left of them: under another id the queue would not know what it still has. */
export function batchesAgain(left: readonly (Promised & { readonly batch: string })[]): Batch[] {
  return [...new Set(left.map(({ batch }) => batch))].map((id) => {
    const promises = left.filter(({ batch }) => batch === id);
    return { id, job: promises[0]?.job ?? '', promises };
  });
}
