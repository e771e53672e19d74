import type { DeclarationStatus } from '../domain/status/project-status.js';
import { defineJob } from '../../platform/queue/job.js';

/** Judges the receipts again that are parked because another declaration has their customs number: it has it no longer. */
export const judgeFreedNumber = defineJob<{ number: string }>('judge-freed-number', { small: true });

interface Numbered {
  readonly status: DeclarationStatus;
  readonly entryId: string | null;
}

interface Change {
  readonly before: Numbered;
  readonly after: Numbered;
  readonly receipts: readonly { readonly entryId?: string | null | undefined }[];
}

/** The customs numbers that a declaration gives up: all that it had where it is cancelled, otherwise the one that it has no more. */
export function freedNumbers({ before, after, receipts }: Change): string[] {
  const isCancelled = after.status === 'cancelled' && before.status !== 'cancelled';
  const given = [before.entryId, ...(isCancelled ? receipts.map(({ entryId }) => entryId) : [])];
  const numbers = new Set(given.flatMap((number) => number ?? []));
  return isCancelled ? [...numbers] : [...numbers].filter((number) => number !== after.entryId);
}
