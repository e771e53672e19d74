import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Markets } from '../markets/markets.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { PERIOD_RUN, RETRIED } from './periods.examples.js';
import { type Page, readPage } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { listRuns, type PeriodRun } from './ledger/period-ledger.js';
import { isInstant } from '../vocabulary/period.js';
import { JobsQuery } from './period.dto.js';
import { PeriodRuns } from './ledger/period-runs.service.js';

const ANY = () => true;

/** The period ledger of all kinds. */
@ApiTags('follow-up')
@LongWork()
@Controller('v1/jobs')
export class JobsController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
  ) {}

  @Get()
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'What was due, what ran, how it ended; the latest due first' })
  @ResponseExample(page(PERIOD_RUN))
  list(@CurrentActor() actor: Actor, @Query() query: JobsQuery): Promise<Page<PeriodRun>> {
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await this.markets.ofQuery(tx, query.market));
      const { kind = null, state = null } = query;
      return readPage(
        query,
        [isInstant, ANY, ANY, ANY],
        (after, limit) => listRuns(tx, { kind, state, markets, after, limit }),
        (run) => [run.dueAt, run.kind, run.market, run.period],
      );
    });
  }

  @Post(':kind/:market/:period/retry')
  @HttpCode(202)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Try an unfinished period again, also one that failed for good' })
  @ResponseExample(RETRIED)
  retry(
    @CurrentActor() actor: Actor,
    @Param('kind') kind: string,
    @Param('market') market: string,
    @Param('period') period: string,
  ): Promise<PeriodRun> {
    const key = { kind, market, period };
    return this.database.transaction(actor, (tx) => this.runs.retry(tx, key));
  }
}
