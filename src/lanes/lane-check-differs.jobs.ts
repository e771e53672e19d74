import { defineJob } from '../platform/queue/job.js';

/** Asks the broker for corrections of what an officer has looked at because of a lane: requests belong to another folder. */
export const laneCheckDiffers = defineJob<{ declaration: string; submission: number; control: string }>(
  'lane-check-differs',
  {
    small: true,
  },
);
