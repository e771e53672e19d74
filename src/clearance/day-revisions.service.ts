import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { lockRun, type PeriodKey } from '../periods/period-ledger.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusal.js';
import { freezeDay } from './clearance-run.repository.js';
import { dayAsked } from './day-before.query.js';
import { type DayRevision, findRevisions } from './day-revisions.query.js';
import { named, withoutFailingFirms } from './excluded-firms.query.js';
import { PeriodRuns } from '../periods/period-runs.service.js';
import { inputsOf } from './run-inputs.query.js';

/**
 * Computes a finished day again with the facts known now. The first result stays the official one: the next day was counted
 * against it, and it is what was told and signed; a later edition stands beside it and says in what it differs.
 */
@Injectable()
export class DayRevisions {
  constructor(
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
    private readonly clock: Clock,
  ) {}

  /** Refuses what is not there or another office's (404), and a day that is not finished (409). */
  async rerun(tx: Tx, key: PeriodKey, reason: string): Promise<DayRevision> {
    await this.runs.find(tx, key);
    // Before the editions are counted: two who ask at once wait here for each other, and get numbers without gap or double.
    const run = await lockRun(tx, key);
    if (run?.state !== 'finished') {
      throw refuse('conflict', 'period-not-finished', { period: key.period, status: run?.state ?? 'due' });
    }
    const editions = await findRevisions(tx, key.market, key.period);
    const official = editions[0];
    const market = await this.markets.byCode(tx, key.market);
    if (!market || !official) throw new Error(`The finished day ${key.market} ${key.period} has no result.`);
    const edition = editions.length + 1;
    await tx.asService(async () => {
      const asked = await dayAsked(tx, market, key.period, official.cutOffAt);
      const later = { revision: edition, reason, askedBy: tx.actor.name, officialRun: official.id };
      const [finishedAt, inputs] = [this.clock.now().toISOString(), await inputsOf(tx, market)];
      return withoutFailingFirms(tx, asked, (day) => freezeDay(tx, { ...day, id: newId(), finishedAt, inputs, later }));
    });
    const made = (await findRevisions(tx, key.market, key.period)).at(-1);
    if (made?.revision !== edition) throw new Error(`Edition ${edition} was made and is not there.`);
    await recordAudit(tx, this.clock, {
      action: 'clearance.rerun',
      subjectType: 'clearance-run',
      subjectId: made.id,
      detail: {
        market: key.market,
        day: key.period,
        edition,
        reason,
        difference: made.difference,
        parked: named(made.parked),
        digest: made.digest,
      },
    });
    return made;
  }
}
