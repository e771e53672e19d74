import { SetMetadata } from '@nestjs/common';

/** A job's contract: what it is called, what it carries, how often it is tried. Its work is done by exactly one processor. */
export interface JobDefinition<P extends JobPayload = JobPayload> {
  readonly name: string;
  /** Failed attempts until the message counts as failed for good; it is tried again from time to time also after that. */
  readonly attempts: number;
  /** First wait before a retry, in milliseconds; doubles each time. */
  readonly backoffMs: number;
  /** Takes a moment, like one small transaction: some of them may be done one after the other when there are many. */
  readonly small: boolean;
  /** Only for the compiler: the payload's shape. */
  readonly payload?: P;
}

/** Ids and keys only: a payload lies in the queue in clear text and may be older than the row it names. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>;

/** Does the work of one job. Must be harmless when called twice, also at once. */
export interface JobProcessor<P extends JobPayload = JobPayload> {
  process(payload: P): Promise<unknown>;
}

export const PROCESSOR = 'loomgate:processor';

/** Declares a provider as the one that does this job: `Processors` finds it. */
export const Processor = <P extends JobPayload>(job: JobDefinition<P>) =>
  SetMetadata(PROCESSOR, job.name) as (target: new (...parts: never[]) => JobProcessor<P>) => void;

export function defineJob<P extends JobPayload>(
  name: string,
  options: { attempts?: number; backoffMs?: number; small?: boolean } = {},
): JobDefinition<P> {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name))
    throw new Error(`A job name is lower-case words joined by hyphens, not "${name}".`);
  const { attempts = 5, backoffMs = 1_000, small = false } = options;
  const job = { name, attempts, backoffMs, small };
  if (DEFINED.has(name)) throw new Error(`Two jobs are called "${name}".`);
  DEFINED.set(name, job);
  return job;
}

/** Takes a definition back: a test's job is none of the service's, which refuses to start with a job that nothing does. */
export const withdrawJob = (name: string): boolean => DEFINED.delete(name);

const DEFINED = new Map<string, JobDefinition>();

/** Every job that any folder defined: the boot check compares it with the processors. */
export const definedJobs = (): readonly JobDefinition[] => [...DEFINED.values()];

export const definedJob = (name: string): JobDefinition | undefined => DEFINED.get(name);
