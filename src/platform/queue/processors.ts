import { Injectable } from '@nestjs/common';
import { definedJobs, type JobPayload, type Processor } from './job.js';

/** Who does which job. Filled by the modules while Nest builds them. */
@Injectable()
export class Processors {
  private readonly byName = new Map<string, Processor>();

  register<P extends JobPayload>(processor: Processor<P>): void {
    const { name } = processor.job;
    if (this.byName.has(name)) throw new Error(`Job "${name}" has two processors.`);
    this.byName.set(name, processor as unknown as Processor);
  }

  /** Refuses to boot half-wired: a job without a processor would be taken from the queue and fail for ever. */
  assertComplete(): void {
    const missing = definedJobs().filter((job) => !this.byName.has(job.name));
    if (missing.length > 0) throw new Error(`No processor for: ${missing.map((job) => job.name).join(', ')}.`);
  }

  find(name: string): Processor | undefined {
    return this.byName.get(name);
  }
}
