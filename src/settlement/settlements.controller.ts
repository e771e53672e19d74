import { createHash } from 'node:crypto';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { brokerAskedFor } from '../access/broker-asked-for.js';
import { PeriodRuns } from '../periods/ledger/period-runs.service.js';
import { Markets } from '../markets/markets.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { attachmentNamed } from '../platform/http/file-name.js';
import { formatAskedFor, MEDIA_TYPES } from '../platform/http/accept.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, ResponseFileExample, RequestExample } from '../platform/http/description/describe.js';
import { either, page } from '../platform/http/description/example.js';
import { cursorOf, limitOf, type Page, pageOf, PageQuery } from '../platform/http/page.js';
import { CurrentLanguage, CurrentActor } from '../platform/http/request.js';
import type { PeriodRun } from '../periods/ledger/period-ledger.js';
import { countryName } from '../vocabulary/country.js';
import { isId } from '../vocabulary/id.js';
import type { Language } from '../vocabulary/language.js';
import { isWeek } from '../vocabulary/period.js';
import { refuse } from '../messages/refusals/refusal.js';
import { type StepEntry, stepEntries } from './bridge.query.js';
import type { BridgeStep, StatementLine } from './domain/statement.js';
import { SETTLEMENT, SETTLEMENT_ASKED, STATEMENT, STATEMENT_FILE, STEP } from './settlements.examples.js';
import { AskSettlement, FORMATS, SettlementQuery, SettlementsQuery } from './settlements.dto.js';
import { statementHead, type StatementHead, statementLines, statementHeads } from './frozen-statements.query.js';
import { DIGEST_DESCRIPTION } from './statement-digest.query.js';
import { statementFile } from './statement-file.js';

/** Whose statement a list names: the whole market's, or a firm's. */
type Scope = 'market' | 'firm';
const scopeOf = ({ broker }: StatementHead): Scope => (broker === null ? 'market' : 'firm');

type SettlementAnswer = StatementHead & { readonly lines: readonly (StatementLine & { countryName: string })[] };

@ApiTags('follow-up')
@LongWork()
@Controller('v1/settlements')
export class SettlementsController {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'Ask for the settlement of a week that is over; asking again gives the same run' })
  @RequestExample({ market: 'KQ-CTC', week: '2026-W46' })
  @ResponseExample(SETTLEMENT_ASKED)
  ask(@CurrentActor() actor: Actor, @Body() { market, week }: AskSettlement): Promise<PeriodRun & { week: string }> {
    const key = { kind: 'weekly-settlement', market, period: week } as const;
    return this.database.transaction(actor, async (tx) => ({
      week,
      ...(await this.runs.request(tx, key)),
    }));
  }

  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({
    summary:
      'Statements without their lines, the latest week first; `scope` says whether it is the market’s or a firm’s',
  })
  @ResponseExample(page({ ...SETTLEMENT, scope: either('firm', 'market') }))
  list(
    @CurrentActor() actor: Actor,
    @Query() query: SettlementsQuery,
  ): Promise<Page<StatementHead & { scope: Scope }>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isWeek, isId]);
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await this.markets.ofQuery(tx, query.market));
      const broker = await brokerAskedFor(tx, query.broker);
      const found = await statementHeads(tx, { markets, week: query.week ?? null, broker, after, limit: limit + 1 });
      const heads = found.map((head) => ({ ...head, scope: scopeOf(head) }));
      return pageOf(heads, limit, ({ week, id }) => [week, id]);
    });
  }

  @Get(':id/bridge/:step')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'The declarations behind a step of the bridge, as they were frozen; they add up to it' })
  @ResponseExample(STEP)
  step(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('step') name: string,
    @Query() query: PageQuery,
  ): Promise<BridgeStep & Page<StepEntry>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isId, isId]);
    return this.database.transaction(actor, async (tx) => {
      const head = isId(id) ? await statementHead(tx, id, await this.runs.visibleMarkets(tx, null)) : null;
      const step = head?.bridge?.find((one) => one.step === name);
      if (!head || !step) throw notFound(head ? name : id);
      const found = await stepEntries(tx, head, { step: step.step, after, limit: limit + 1 });
      return { ...step, ...pageOf(found, limit, ({ broker, declarationId }) => [broker, declarationId]) };
    });
  }

  @Get(':id')
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({
    summary: 'A statement with its lines, as JSON, CSV, Excel or to print',
    description: DIGEST_DESCRIPTION,
  })
  @ResponseExample(STATEMENT)
  @ResponseFileExample({ [MEDIA_TYPES.csv]: STATEMENT_FILE, [MEDIA_TYPES.xlsx]: '…', [MEDIA_TYPES.pdf]: '%PDF-1.3…' })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() { format }: SettlementQuery,
    @CurrentLanguage() language: Language,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SettlementAnswer | StreamableFile> {
    const wanted = formatAskedFor({ format, accept }, FORMATS);
    const found = await this.database.transaction(actor, async (tx) => {
      const head = isId(id) ? await statementHead(tx, id, await this.runs.visibleMarkets(tx, null)) : null;
      return head && { head, lines: await statementLines(tx, id) };
    });
    if (!found) throw notFound(id);
    const { head, lines } = found;
    void reply.header('Vary', 'Accept, Accept-Language');
    if (wanted === 'json') {
      return { ...head, lines: lines.map((line) => ({ ...line, countryName: countryName(line.country, language) })) };
    }
    const { body, rowCount } = await statementFile(head, lines, { format: wanted, language });
    const name = `settlement-${head.market}-${head.week}${head.broker === null ? '' : `-${head.broker.slice(-8)}`}`;
    void reply.header('X-Row-Count', String(rowCount)).header('X-Content-SHA256', sha256(body));
    return new StreamableFile(body, {
      type: wanted === 'csv' ? 'text/csv; charset=utf-8' : MEDIA_TYPES[wanted],
      disposition: attachmentNamed(`${name}.${wanted}`),
      length: body.length,
    });
  }
}

const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex');
const notFound = (value: string) => refuse('not-found', 'not-found', { what: 'settlement', value: value.slice(0, 40) });
