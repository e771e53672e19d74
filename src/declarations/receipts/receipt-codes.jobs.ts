import { defineJob } from '../../platform/queue/job.js';
import type { CodeToRead } from './receipt-meanings.js';

/** Reads the receipts of a code by the table as it is when the job runs. */
export const readReceipts = defineJob<CodeToRead>('read-receipts');
