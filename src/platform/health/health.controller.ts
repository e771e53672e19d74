import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { refuse } from '../../messages/refusals/refusal.js';
import { CONFIG, type Config } from '../config/config.js';
import { DatabaseLiveness } from '../database/liveness.js';
import { ResponseExample, ResponseFileExample } from '../http/description/describe.js';
import { Public } from '../http/public.js';
import { QUEUE_BACKEND } from '../queue/jobs.service.js';
import type { QueueBackend } from '../queue/backend.js';
import { Metrics } from './metrics.js';

@ApiTags('operations')
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly liveness: DatabaseLiveness,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(QUEUE_BACKEND) private readonly queue: QueueBackend,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'The process runs' })
  @ResponseExample({ status: 'live', version: '1.0.0' })
  live() {
    return { status: 'live', version: this.config.codeVersion };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'The process can work: 503 names what is missing, within 2 s' })
  @ResponseExample({ status: 'ready', role: 'all', queue: 'postgres', version: '1.0.0' })
  async ready() {
    const missing = await this.liveness.missing();
    if (missing) throw refuse('unavailable', missing);
    return { status: 'ready', role: this.config.processRole, queue: this.queue.name, version: this.config.codeVersion };
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Figures for Prometheus' })
  @ResponseFileExample({ 'text/plain': 'process_cpu_seconds_total 1.5\n' })
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.text();
  }
}
