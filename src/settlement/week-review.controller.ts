import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NO_FIRM } from '../open-items/open-items.query.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { isId } from '../vocabulary/id.js';
import { isWeek } from '../vocabulary/period.js';
import { refuse, refuseAt } from '../messages/refusal.js';
import type { Figures, ExcludedFirm, StatementLine } from './domain/statement.js';
import { listReruns, type ParkedStatement, parkedStatements, type Rerun } from './reruns.repository.js';
import { PARKED, PREVIEW, RERUN } from './settlements.examples.js';
import { PreviewBody, RerunBody, ReviewQuery } from './week-review.dto.js';
import { WeekReview } from './week-review.service.js';

type Told = Figures & { readonly broker: string | null; readonly brokerName: string | null; readonly digest: string };

export interface PreviewAnswer {
  readonly market: string;
  readonly week: string;
  readonly computedAt: string;
  readonly statement: Told & { readonly lines: readonly StatementLine[] };
  /** Every firm, without lines. */
  readonly firms: readonly Told[];
  /** Firms whose data are bad: they would get no statement. */
  readonly parked: readonly ExcludedFirm[];
}

@ApiTags('follow-up')
@LongWork()
@Controller('v1/settlements')
@Roles('officer', 'admin')
export class WeekReviewController {
  constructor(
    private readonly database: Database,
    private readonly review: WeekReview,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'The statements of a week as its facts are now, also of the running week; writes nothing' })
  @RequestExample({ market: 'KQ-CTC', week: '2026-W46' })
  @ResponseExample(PREVIEW)
  preview(@CurrentActor() actor: Actor, @Body() { market, week, broker }: PreviewBody): Promise<PreviewAnswer> {
    return this.database.transaction(actor, async (tx) => {
      const { statements, excluded: parked, computedAt } = await this.review.preview(tx, market, week);
      const told = statements.map(({ figures, lines, ...one }) => ({ ...one, ...figures, lines }));
      const statement = told.find((one) => one.broker === (broker ?? null));
      if (!statement) {
        const params = { what: 'broker', value: broker ?? '' };
        throw refuseAt('/broker', 'rule-broken', 'not-found', params);
      }
      const firms = told.filter((one) => one.broker !== null).map(({ lines: _lines, ...head }) => head);
      return { market, week, computedAt, statement, firms, parked };
    });
  }

  @Post(':market/:week/rerun')
  @ApiOperation({
    summary: 'Make a settled week again from what is known now; the frozen statements stay, what differs is kept',
  })
  @RequestExample({ reason: 'A closing receipt came after the settlement' })
  @ResponseExample(RERUN)
  rerun(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('week') week: string,
    @Body() { reason }: RerunBody,
  ): Promise<Rerun> {
    return this.database.transaction(actor, (tx) => this.review.rerun(tx, { market, week: weekIn(week) }, reason));
  }

  @Get(':market/:week/reruns')
  @ApiOperation({ summary: 'What re-runs of a settled week have found, in their order' })
  @ResponseExample(page(RERUN))
  reruns(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('week') week: string,
    @Query() query: ReviewQuery,
  ): Promise<Page<Rerun>> {
    const limit = limitOf(query);
    const [after = '0'] = cursorOf(query, [(key) => /^\d{1,9}$/.test(key)]) ?? [];
    return this.database.transaction(actor, async (tx) => {
      const { code } = await this.review.market(tx, market);
      const found = await listReruns(tx, code, weekIn(week), { after: Number(after), limit: limit + 1 });
      return pageOf(found, limit, ({ number }) => [String(number)]);
    });
  }

  @Get(':market/:week/parked')
  @ApiOperation({ summary: 'Firms of a settled week that were set aside because their data are bad' })
  @ResponseExample(page(PARKED))
  parked(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('week') week: string,
    @Query() query: ReviewQuery,
  ): Promise<Page<ParkedStatement>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, [isId]) ?? [];
    return this.database.transaction(actor, async (tx) => {
      const { code } = await this.review.market(tx, market);
      const found = await parkedStatements(tx, code, weekIn(week), { after, limit: limit + 1 });
      return pageOf(found, limit, ({ broker }) => [broker ?? NO_FIRM]);
    });
  }

  @Post(':market/:week/parked/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'State the firms that were set aside and whose data are right by now' })
  @ResponseExample({ statements: 1, parked: 0 })
  retry(@CurrentActor() actor: Actor, @Param('market') market: string, @Param('week') week: string) {
    return this.database.transaction(actor, (tx) => this.review.retryParked(tx, { market, week: weekIn(week) }));
  }
}

function weekIn(text: string): string {
  if (isWeek(text)) return text;
  throw refuse('not-found', 'not-found', { what: 'week', value: text.slice(0, 40) });
}
