import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { Clock } from '../vocabulary/clock.js';
import { CONFIG, type Config } from './config/config.js';
import { DatabaseModule } from './database/database.module.js';
import { DATABASE_URL } from './database/database-url.js';
import { DatabaseRecovery } from './database/database-recovery.js';
import { FaultPoints } from './fault-points.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { ReadBackInterceptor } from './http/read-back.interceptor.js';
import { ResponseHeadersInterceptor } from './http/response-headers.interceptor.js';
import { ListFiles } from './http/list-files.js';
import { LongWorkInterceptor } from './http/long-work.js';
import { ProblemFilter } from './http/problem.filter.js';
import { QueryGuard } from './http/query.guard.js';
import { ShapePipe } from './http/shapes/shape.pipe.js';
import { MessageOutcomes } from './outbox/message-outcomes.js';
import { OutboxMetrics } from './outbox/outbox-metrics.js';
import { DEFAULT_HASH_COST, HASH_COST, type HashCost } from './passwords/hash-cost.js';
import { Passwords } from './passwords/passwords.service.js';
import { PeriodicWork } from './periodic-work.js';
import { Relay } from './outbox/relay.js';
import { TrialClock } from './clock/trial-clock.js';
import { WorkerLiveness } from './queue/worker-liveness.js';
import type { QueueBackend } from './queue/backend.js';
import { Jobs, QUEUE_BACKEND } from './queue/jobs.service.js';
import { Processors } from './queue/processors.js';
import { DEFAULT_WORKER_TIMING, WORKER_TIMING, type WorkerTiming } from './queue/worker-timing.js';

/** What is opened before the application is built: by openInfrastructure for a process, by test/support/office.ts for a test. */
export interface Infrastructure {
  readonly config: Config;
  readonly clock: Clock;
  readonly databaseUrl: string;
  readonly queue: QueueBackend;
  /** For tests of real processes; the service has what its modules provide. */
  readonly faultPoints?: FaultPoints;
  readonly workerTiming?: WorkerTiming;
  readonly hashCost?: HashCost;
}

/** Plumbing; knows no customs word. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(QUEUE_BACKEND) private readonly queue: QueueBackend) {}

  static on(infrastructure: Infrastructure): DynamicModule {
    return {
      module: PlatformModule,
      imports: [InfrastructureModule.of(infrastructure), DatabaseModule, DiscoveryModule],
      controllers: [HealthController],
      providers: [
        Processors,
        DatabaseRecovery,
        MessageOutcomes,
        Jobs,
        WorkerLiveness,
        Relay,
        PeriodicWork,
        ListFiles,
        TrialClock,
        Metrics,
        Passwords,
        OutboxMetrics,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ShapePipe },
        { provide: APP_INTERCEPTOR, useClass: LongWorkInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ReadBackInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ResponseHeadersInterceptor },
        { provide: APP_GUARD, useClass: QueryGuard },
      ],
      exports: [
        Processors,
        DatabaseRecovery,
        MessageOutcomes,
        Jobs,
        WorkerLiveness,
        Relay,
        PeriodicWork,
        ListFiles,
        TrialClock,
        Metrics,
        Passwords,
      ],
    };
  }

  /** The queue's connections close after the workers (see BackgroundWork), before the embedded database stops. */
  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
  }
}

@Global()
@Module({})
class InfrastructureModule {
  static of(infrastructure: Infrastructure): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: infrastructure.config },
      { provide: Clock, useValue: infrastructure.clock },
      { provide: DATABASE_URL, useValue: infrastructure.databaseUrl },
      { provide: QUEUE_BACKEND, useValue: infrastructure.queue },
      { provide: FaultPoints, useValue: infrastructure.faultPoints ?? new FaultPoints() },
      { provide: WORKER_TIMING, useValue: infrastructure.workerTiming ?? DEFAULT_WORKER_TIMING },
      { provide: HASH_COST, useValue: infrastructure.hashCost ?? DEFAULT_HASH_COST },
    ];
    return { module: InfrastructureModule, providers, exports: providers };
  }
}
