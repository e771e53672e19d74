import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { refuse } from '../messages/refusals/refusal.js';
import type { Actor } from '../platform/database/actor.js';
import { RequestExample, ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { LongWork } from '../platform/http/long-work.js';
import { cursorOf, limitOf, type Page, PageQuery } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { Roles } from '../platform/http/roles.js';
import { isId } from '../vocabulary/id.js';
import { isInstant } from '../vocabulary/period.js';
import { ExclusionsQuery, PreviewQuery, RerunBody } from './period.dto.js';
import type { PeriodExclusion } from './exclusions.repository.js';
import type { PeriodAttempt } from './ledger/period-attempts.js';
import type { PeriodKey, PeriodRun } from './ledger/period-ledger.js';
import { PeriodLists } from './ledger/period-lists.service.js';
import {
  EXCLUSION,
  PERIOD_PREVIEW,
  PERIOD_RUN,
  PERIOD_WITH_HISTORY,
  RETRIED_PERIOD,
  REVISION,
  REVISION_WITH_DIFFERENCES,
} from './periods.examples.js';
import { type PeriodPreview, PeriodPreviews } from './previews.service.js';
import { PeriodReruns } from './reruns.service.js';
import { PeriodRetries, type RetriedPeriod } from './retries.service.js';
import type { PeriodRevision } from './revisions.repository.js';

const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text);

/** One period of any kind: the parameters of its path. */
class PeriodPath implements PeriodKey {
  @ApiProperty({ description: 'A kind of period.', example: 'daily-clearance' })
  kind!: string;

  @ApiProperty({ description: 'Code of a market.', example: 'KQ-CTC' })
  market!: string;

  @ApiProperty({ description: 'A day, an ISO week or a month, by kind.', example: '2026-11-10' })
  period!: string;
}

class RevisionPath extends PeriodPath {
  @ApiProperty({ description: 'Number of a revision; 1 is the official result.', example: '2' })
  number!: string;
}

/** What is done with a period of any kind: ask for it, look ahead, compute it again, try again what failed. */
@ApiTags('follow-up')
@LongWork()
@Roles('officer', 'admin')
@Controller('v1/periods')
export class PeriodController {
  constructor(
    private readonly lists: PeriodLists,
    private readonly previews: PeriodPreviews,
    private readonly reruns: PeriodReruns,
    private readonly retries: PeriodRetries,
  ) {}

  @Get('excluded')
  @ApiOperation({
    summary: 'Firms whose data allowed no result, with the reason; the latest first. Included ones stay, with when',
  })
  @ResponseExample(page(EXCLUSION))
  allExcluded(@CurrentActor() actor: Actor, @Query() query: ExclusionsQuery): Promise<Page<PeriodExclusion>> {
    const page = { after: cursorOf(query, [isInstant, isId]), limit: limitOf(query) };
    return this.lists.allExcluded(actor, query, page);
  }

  @Post(':kind/:market/:period')
  @HttpCode(202)
  @ApiOperation({ summary: 'Ask for a period that is over; asking again gives the same run' })
  @ResponseExample(PERIOD_RUN)
  request(@CurrentActor() actor: Actor, @Param() key: PeriodPath): Promise<PeriodRun> {
    return this.lists.request(actor, keyOf(key));
  }

  @Get(':kind/:market/:period')
  @ApiOperation({ summary: 'One period with every attempt at it: when, by which worker, how it ended' })
  @ResponseExample(PERIOD_WITH_HISTORY)
  one(
    @CurrentActor() actor: Actor,
    @Param() key: PeriodPath,
  ): Promise<PeriodRun & { history: readonly PeriodAttempt[] }> {
    return this.lists.one(actor, keyOf(key));
  }

  @Get(':kind/:market/:period/preview')
  @ApiOperation({
    summary: 'What a run of the period would freeze now, or a rerun where it is finished; nothing is kept',
  })
  @ResponseExample(PERIOD_PREVIEW)
  preview(
    @CurrentActor() actor: Actor,
    @Param() key: PeriodPath,
    @Query() { broker }: PreviewQuery,
  ): Promise<PeriodPreview> {
    return this.previews.preview(actor, keyOf(key), { broker: broker ?? null });
  }

  @Post(':kind/:market/:period/rerun')
  @ApiOperation({
    summary: 'Compute a finished period again with what is known now; the first result stays the official one',
  })
  @RequestExample({ reason: 'Receipts of the afternoon came over night' })
  @ResponseExample(REVISION)
  rerun(
    @CurrentActor() actor: Actor,
    @Param() key: PeriodPath,
    @Body() { reason }: RerunBody,
  ): Promise<PeriodRevision> {
    return this.reruns.rerun(actor, keyOf(key), reason);
  }

  @Get(':kind/:market/:period/revisions')
  @ApiOperation({ summary: 'The results of a finished period: the official one first, then every revision' })
  @ResponseExample(page(REVISION))
  revisions(
    @CurrentActor() actor: Actor,
    @Param() key: PeriodPath,
    @Query() query: PageQuery,
  ): Promise<Page<PeriodRevision>> {
    return this.reruns.list(actor, keyOf(key), { after: cursorOf(query, [isNumber]), limit: limitOf(query) });
  }

  @Get(':kind/:market/:period/revisions/:number')
  @ApiOperation({ summary: 'A revision with everything in which it is not as the official result, and why' })
  @ResponseExample(REVISION_WITH_DIFFERENCES)
  revision(
    @CurrentActor() actor: Actor,
    @Param() { number, ...key }: RevisionPath,
    @Query() query: PageQuery,
  ): Promise<PeriodRevision & Page<object>> {
    if (!isNumber(number)) throw refuse('not-found', 'not-found', { what: 'revision', value: number.slice(0, 40) });
    return this.reruns.one(actor, key, Number(number), query);
  }

  @Get(':kind/:market/:period/excluded')
  @ApiOperation({ summary: 'Firms that a result of the period leaves out, with the reason' })
  @ResponseExample(page(EXCLUSION))
  excluded(
    @CurrentActor() actor: Actor,
    @Param() key: PeriodPath,
    @Query() query: PageQuery,
  ): Promise<Page<PeriodExclusion>> {
    const page = { after: cursorOf(query, [isInstant, isId]), limit: limitOf(query) };
    return this.lists.excluded(actor, keyOf(key), page);
  }

  @Post(':kind/:market/:period/retry')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Try an unfinished period again, also a failed one; of a finished one the firms it left out',
  })
  @ResponseExample(RETRIED_PERIOD)
  retry(@CurrentActor() actor: Actor, @Param() key: PeriodPath): Promise<RetriedPeriod> {
    return this.retries.retry(actor, keyOf(key));
  }
}

const keyOf = ({ kind, market, period }: PeriodPath): PeriodKey => ({ kind, market, period });
