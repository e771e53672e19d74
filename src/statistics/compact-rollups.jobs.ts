import { defineJob } from '../platform/queue/job.js';

/** Folds pending deltas into the rollups. It carries nothing: whatever is pending when it runs is its work. */
export const compactRollups = defineJob<Record<string, never>>('compact-rollups', { attempts: 3 });
