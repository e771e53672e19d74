import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recordAudit } from '../../audit/audit.js';
import { Markets } from '../../markets/markets.service.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Roles } from '../../platform/http/roles.js';
import { ResponseExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import { cursorOf, limitOf, type Page, pageOf } from '../../platform/http/page.js';
import { CurrentActor } from '../../platform/http/request.js';
import { type FailedMessage, listFailed, retryFailed } from '../../platform/outbox/failed-messages.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { FAILED_JOB, RETRIED_JOB } from './failed-jobs.examples.js';
import { FailedJobsQuery } from './failed-jobs.dto.js';
import { PeriodRuns } from '../ledger/period-runs.service.js';

/** Jobs of the outbox that have failed for good, beside the period ledger. An officer sees those of the own markets. */
@ApiTags('follow-up')
@Controller('v1/jobs/failed')
export class FailedJobsController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('officer', 'admin')
  @ApiOperation({
    summary: 'Jobs that failed for good, with the cause and the time of the next attempt; the latest asked for first',
  })
  @ResponseExample(page(FAILED_JOB))
  list(@CurrentActor() actor: Actor, @Query() query: FailedJobsQuery): Promise<Page<FailedMessage>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, [isId]) ?? [];
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await this.markets.ofQuery(tx, query.market));
      const filter = { job: query.job ?? null, markets };
      const found = await tx.asService(() => listFailed(tx, filter, { after, limit: limit + 1 }));
      return pageOf(found, limit, ({ id }) => [id]);
    });
  }

  @Post(':id/retry')
  @HttpCode(202)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Try a failed job again at once, without waiting for its next attempt' })
  @ResponseExample(RETRIED_JOB)
  retry(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<FailedMessage> {
    return this.database.transaction(actor, async (tx) => {
      const filter = { job: null, markets: await this.runs.visibleMarkets(tx, null) };
      const message = isId(id) ? await tx.asService(() => retryFailed(tx, filter, id)) : null;
      if (!message) throw refuse('not-found', 'not-found', { what: 'job', value: id.slice(0, 40) });
      const { job, payload, attempts } = message;
      const detail = { job, payload, attempts };
      await recordAudit(tx, this.clock, { action: 'job.retried', subjectType: 'job', subjectId: id, detail });
      return message;
    });
  }
}
