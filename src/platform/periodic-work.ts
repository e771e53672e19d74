import { Injectable, Logger, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { warnUnlessOutage } from './queue/outage.js';

interface Period {
  readonly ms: number;
  readonly failure: string;
}

const EVERY = 'loomgate:every';

/**
 * Declares a method that workers call when they start, and so many milliseconds after each start of a call, unless that call has
 * not ended. `failure` is how the log names a call that failed.
 */
export const Every = (ms: number, failure: string) =>
  SetMetadata(EVERY, { ms, failure } satisfies Period) as (
    target: object,
    name: string,
    method: TypedPropertyDescriptor<() => Promise<void>>,
  ) => void;

/** Calls what is declared with `@Every`. */
@Injectable()
export class PeriodicWork {
  private readonly log = new Logger('periodic work');
  private timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  start(): void {
    for (const { instance, name } of this.discovery.getProviders()) {
      if (!instance) continue;
      const provider = instance as Record<string, () => Promise<void>>;
      for (const method of this.scanner.getAllMethodNames(Object.getPrototypeOf(provider) as object)) {
        const period = Reflect.getMetadata(EVERY, provider[method] as object) as Period | undefined;
        if (period) this.repeat(`${String(name)}.${method}`, period, async () => provider[method]?.());
      }
    }
  }

  /** Resolves when what is running has ended. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
    await Promise.all(this.running.values());
  }

  private repeat(key: string, { ms, failure }: Period, work: () => Promise<void>): void {
    const run = () => {
      if (this.running.has(key)) return;
      const ended = work()
        .catch((error: unknown) => warnUnlessOutage(this.log, failure, error))
        .finally(() => this.running.delete(key));
      this.running.set(key, ended);
    };
    this.timers.push(setInterval(run, ms));
    run();
  }
}
