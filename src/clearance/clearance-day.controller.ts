import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { recordAudit } from '../audit/audit.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { LongWork } from '../platform/http/long-work.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { CurrentActor } from '../platform/http/request.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../messages/refusal.js';
import { SignOffClearance } from './clearance.dto.js';
import { PROOF, SIGN_OFF } from './clearance.examples.js';
import { clearanceKey } from './clearance.query.js';
import { findRevisions } from './day-revisions.query.js';
import { PeriodRuns } from '../periods/period-runs.service.js';
import { type Proof, proofOf } from './proof.query.js';
import { type SignOff, signOff } from './sign-offs.repository.js';

/** What only a day has: its result is proven, and signed off. */
@ApiTags('follow-up')
@LongWork()
@Controller('v1/clearance-runs')
export class ClearanceDayController {
  constructor(
    private readonly database: Database,
    private readonly runs: PeriodRuns,
    private readonly clock: Clock,
  ) {}

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
        if (!proof) throw new Error(`The day ${market} ${date} was found and has no proof.`);
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
      const detail = { market, day: date, digest: official.digest, excluded: official.excluded.length };
      const entry = { action: 'clearance.signed-off', subjectType: 'clearance-run', subjectId: official.id, detail };
      if (isNew) await recordAudit(tx, this.clock, entry);
      return signed;
    });
  }
}
