import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { refuse } from '../../vocabulary/refusal.js';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Public } from '../http/public.js';
import { QUEUE_BACKEND } from '../queue/jobs.service.js';
import type { QueueBackend } from '../queue/backend.js';
import { Metrics } from './metrics.js';

@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(QUEUE_BACKEND) private readonly queue: QueueBackend,
  ) {}

  /** The process runs. */
  @Get('health/live')
  live() {
    return { status: 'live', version: this.config.codeVersion };
  }

  /** The process can work: 503 while the database does not answer. */
  @Get('health/ready')
  async ready() {
    try {
      await this.database.ping();
    } catch {
      throw refuse('unavailable', 'service-unavailable');
    }
    return { status: 'ready', role: this.config.processRole, queue: this.queue.name, version: this.config.codeVersion };
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.text();
  }
}
