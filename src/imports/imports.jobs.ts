import { defineJob } from '../platform/queue/job.js';

/** Takes one stored file. Resumes where a killed run stopped: what was taken is known by its outcome. */
export const runImport = defineJob<{ importId: string }>('run-import', { attempts: 7 });
