import { defineJob } from '../../platform/queue/job.js';

/** Asks the brokers of the declarations in a container for corrections: requests belong to another folder, and often to other firms. */
export const inspectionDiffers = defineJob<{ inspection: string }>('inspection-differs', { small: true });
