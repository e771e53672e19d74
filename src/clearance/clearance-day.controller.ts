import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recordAudit } from '../audit/audit.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { cursorOf, limitOf, type Page, PageQuery, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { isOpenItemKind } from '../vocabulary/open-item-kinds.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusal.js';
import { PreviewClearance, RerunClearance, SignOffClearance } from './clearance.dto.js';
import { EDITION, EDITION_DIFFERENCES, PREVIEW, PROOF, SIGN_OFF } from './clearance.examples.js';
import { clearanceKey } from './clearance.query.js';
import { differencesOf, type DayRevision, findRevisions, type ItemDifference } from './day-revisions.query.js';
import { DayRevisions } from './day-revisions.service.js';
import { PeriodRuns } from '../periods/period-runs.service.js';
import { type Preview, Previews } from './previews.service.js';
import { type Proof, proofOf } from './proof.query.js';
import { type SignOff, signOff } from './sign-offs.repository.js';

/** What is done with one day's clearance beside asking for it: look ahead, compute again, prove, sign. */
@ApiTags('follow-up')
@LongWork()
@Controller('v1/clearance-runs')
export class ClearanceDayController {
  constructor(
    private readonly database: Database,
    private readonly runs: PeriodRuns,
    private readonly previews: Previews,
    private readonly editions: DayRevisions,
    private readonly clock: Clock,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Roles('officer', 'admin')
  @ApiOperation({ summary: 'What the run of a day would freeze now; writes nothing' })
  @RequestExample({ market: 'KQ-CTC', date: '2026-11-10' })
  @ResponseExample(PREVIEW)
  preview(@CurrentActor() actor: Actor, @Body() { market, date }: PreviewClearance): Promise<Preview> {
    return this.previews.of(actor, market, date);
  }

  @Post(':market/:date/rerun')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary: 'Compute a finished day again with what is known now; the first result stays the official one',
  })
  @RequestExample({ reason: 'Receipts of the afternoon came over night' })
  @ResponseExample(EDITION)
  rerun(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
    @Body() { reason }: RerunClearance,
  ): Promise<DayRevision> {
    return this.database.transaction(actor, (tx) => this.editions.rerun(tx, clearanceKey(market, date), reason));
  }

  @Get(':market/:date/editions/:edition')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary:
      'A later edition of a day: every item that is not as in the official one, and the facts that came in between',
  })
  @ResponseExample(EDITION_DIFFERENCES)
  edition(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
    @Param('edition') number: string,
    @Query() query: PageQuery,
  ): Promise<DayRevision & Page<ItemDifference>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isOpenItemKind, isId]);
    const look = async (tx: Parameters<typeof findRevisions>[0]) => {
      await this.runs.find(tx, clearanceKey(market, date));
      const all = await findRevisions(tx, market, date);
      const [official, one] = [all[0], all.find(({ revision }) => String(revision) === number)];
      if (!official || !one) throw refuse('not-found', 'not-found', { what: 'edition', value: number.slice(0, 40) });
      const found = await tx.asService(() => differencesOf(tx, [official, one], { after, limit: limit + 1 }));
      return { ...one, ...pageOf(found, limit, ({ kind, subject }) => [kind, subject.id]) };
    };
    return this.database.transaction(actor, look, { snapshot: true });
  }

  @Get(':market/:date/proof')
  @Roles('officer', 'admin')
  @ApiOperation({
    summary: 'Who cleared a day when, from what, with what result; the digest is computed again from the frozen rows',
  })
  @ResponseExample(PROOF)
  proof(@CurrentActor() actor: Actor, @Param('market') market: string, @Param('date') date: string): Promise<Proof> {
    const key = clearanceKey(market, date);
    return this.database.transaction(
      actor,
      async (tx) => {
        await this.runs.find(tx, key);
        const proof = await tx.asService(() => proofOf(tx, key));
        if (!proof) throw new Error(`The day ${market} ${date} was found and is not there.`);
        return proof;
      },
      { snapshot: true },
    );
  }

  @Post(':market/:date/sign-off')
  @Roles('officer')
  @ApiOperation({ summary: 'Sign a finished day off; the same officer again gets the first answer' })
  @RequestExample({ remarks: 'Seen; the seven that wait were asked for by telephone.' })
  @ResponseExample(SIGN_OFF)
  signOff(
    @CurrentActor() actor: Actor,
    @Param('market') market: string,
    @Param('date') date: string,
    @Body() { remarks }: SignOffClearance,
  ): Promise<SignOff> {
    return this.database.transaction(actor, async (tx) => {
      const run = await this.runs.find(tx, clearanceKey(market, date));
      const [official] = run.state === 'finished' ? await findRevisions(tx, market, date) : [];
      if (!official) throw refuse('conflict', 'period-not-finished', { period: date, status: run.state });
      const at = this.clock.now().toISOString();
      const { signed, isNew } = await signOff(tx, official.id, { remarks: remarks ?? null, at });
      const detail = { market, day: date, digest: official.digest, parked: official.parked.length };
      const deed = { action: 'clearance.signed-off', subjectType: 'clearance-run', subjectId: official.id, detail };
      if (isNew) await recordAudit(tx, this.clock, deed);
      return signed;
    });
  }
}
