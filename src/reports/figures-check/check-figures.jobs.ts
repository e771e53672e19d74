import { defineJob } from '../../platform/queue/job.js';
import type { Day } from '../../vocabulary/period.js';

/** Holds every figure against what is behind it, once in the night of a day. */
export const checkFigures = defineJob<{ readonly day: Day }>('check-figures', { attempts: 3 });
