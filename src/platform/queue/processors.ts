import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { definedJobs, type JobDefinition, type JobPayload, type JobProcessor, PROCESSOR } from './job.js';

/** Who does which job: every provider with `@Processor`. */
@Injectable()
export class Processors implements OnModuleInit {
  private readonly byName = new Map<string, JobProcessor>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const name = metatype && (Reflect.getMetadata(PROCESSOR, metatype) as string | undefined);
      if (typeof name === 'string') this.add(name, instance as JobProcessor);
    }
    this.assertComplete();
  }

  /** Adds a job that was defined after the start, as tests and benchmarks do. */
  register<P extends JobPayload>({ job, process }: JobProcessor<P> & { readonly job: JobDefinition<P> }): void {
    this.add(job.name, { process } as unknown as JobProcessor);
  }

  find(name: string): JobProcessor | undefined {
    return this.byName.get(name);
  }

  private add(name: string, processor: JobProcessor): void {
    if (this.byName.has(name)) throw new Error(`Job "${name}" has two processors.`);
    this.byName.set(name, processor);
  }

  /** Refuses to boot half-wired: a job without a processor would be taken from the queue and fail for ever. */
  private assertComplete(): void {
    const missing = definedJobs().filter((job) => !this.byName.has(job.name));
    if (missing.length > 0) throw new Error(`No processor for: ${missing.map((job) => job.name).join(', ')}.`);
  }
}
