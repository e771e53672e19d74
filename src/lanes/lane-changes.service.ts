import { Injectable } from '@nestjs/common';
import { assertRevision } from '../audit/assert-revision.js';
import { recordAudit } from '../audit/audit.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { revisionsOfText } from '../platform/http/if-match.js';
import { callerIdOf } from '../platform/database/actor.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isId, newId } from '../vocabulary/id.js';
import { refuse, Refusal, type RefusalCode } from '../messages/refusals/refusal.js';
import type { Colour } from './domain/lane.js';
import { LANE_REVISION, type LaneAnswer, laneOf } from './lane.query.js';
import { recordChanges } from '../domain-events/record-events.js';
import { laneChangeOf } from './lane-change.js';
import { refreshLaneSpans } from './lane-spans.js';
import type { ChangeLane, LaneChangeBody } from './lanes.dto.js';

interface Held {
  readonly status: string;
  readonly colour: string;
  readonly revision: number;
  readonly submission: number;
  readonly pending: string | null;
  readonly wanted: string | null;
  readonly requestedBy: string | null;
}

const HELD = `
  SELECT d.status, l.colour, ${LANE_REVISION} AS revision, l.submission_number AS submission, l.pending, c.colour AS wanted, c.requested_by AS "requestedBy"
  FROM declaration d JOIN lane l ON l.declaration_id = d.id LEFT JOIN lane_change c ON c.id = l.pending WHERE d.id = $1`;

const OVER = ['returned', 'cancelled', 'closed'];

/**
 * What became of one change of many: done, waiting for the second officer, nothing because the lane is in force already, or refused with
 * the code of the refusal.
 */
export interface LaneChangeResult {
  readonly declarationId: string;
  readonly result: 'changed' | 'unchanged' | 'pending' | 'skipped';
  readonly why?: RefusalCode;
  /** The lane in force now; null for what was refused. */
  readonly colour: Colour | null;
}

/** Officers change a lane: more control at once, less control by two of them. The database holds them to it as well. */
@Injectable()
export class LaneChanges {
  constructor(private readonly clock: Clock) {}

  /**
   * Raises at once. A lowering waits as pending; the same colour asked for by another officer confirms it, by the same one is
   * refused (409). Asking for the present colour declines what is pending. A change builds on a revision of the lane, so that no officer undoes
   * what he has not seen; that of the declaration stays: it would show its broker that something happened.
   */
  async change(tx: Tx, id: string, revision: ExpectedRevisions, wanted: ChangeLane): Promise<LaneAnswer> {
    return (await this.record(tx, id, revision, wanted)).lane;
  }

  /** The lane, and whether anything was asked for that was not in force already. */
  private async record(tx: Tx, id: string, revision: ExpectedRevisions, wanted: ChangeLane) {
    const isNew = await this.write(tx, id, revision, wanted);
    const lane = await laneOf(tx, id);
    if (!lane) throw refuse('not-found', 'not-found');
    return { lane, isNew };
  }

  private async write(tx: Tx, id: string, revision: ExpectedRevisions, wanted: ChangeLane): Promise<boolean> {
    const { colour, reason } = wanted;
    const held = await this.hold(tx, id);
    await assertRevision(tx, revision, { subjectId: id, resource: 'lane', revision: held.revision });
    if (OVER.includes(held.status)) {
      throw refuse('conflict', 'state-forbids', { status: held.status, action: 'change-lane' });
    }
    const { name } = tx.actor;
    const callerId = callerIdOf(tx.actor);
    const now = this.clock.now().toISOString();
    if (held.pending !== null && held.wanted === colour) {
      if (held.requestedBy === callerId) throw refuse('conflict', 'second-officer-needed');
      await tx.run(
        `INSERT INTO lane_confirmation (change_id, requested_by, confirmed_by, confirmed_by_name, confirmed_at, reason)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [held.pending, held.requestedBy, callerId, name, now, reason],
      );
      await this.recordAudit(tx, id, held, { action: 'lane.lowering-confirmed', to: colour, reason });
    } else if (held.colour === colour && held.pending === null) {
      return false;
    } else {
      await tx.run(
        `INSERT INTO lane_change (id, declaration_id, submission_number, before, colour, lowers, reason, requested_by,
           requested_by_name, requested_at) VALUES ($1, $2, $3, $4, $5, false, $6, $7, $8, $9)`,
        [newId(), id, held.submission, held.colour, colour, reason, callerId, name, now],
      );
      await this.recordAudit(tx, id, held, { action: 'lane.change-asked', to: colour, reason });
    }
    await refreshLaneSpans(tx, [id]);
    await recordChanges(tx, this.clock, [laneChangeOf(tx, id)]);
    return true;
  }

  /**
   * Changes the lanes of many, each for itself: one that is refused stops no other, and says why. Nothing of a refused one has been
   * written when it is refused, so that all are one commit.
   */
  async changeAll(tx: Tx, changes: readonly LaneChangeBody[]): Promise<LaneChangeResult[]> {
    const places = [...changes.entries()].sort(([, one], [, other]) =>
      one.declarationId.toLowerCase() < other.declarationId.toLowerCase() ? -1 : 1,
    );
    const results: LaneChangeResult[] = [];
    // In the order of ids, as everybody locks declarations.
    for (const [place, { declarationId, ifMatch, ...wanted }] of places) {
      try {
        const { lane, isNew } = await this.record(tx, declarationId.toLowerCase(), tagsOf(ifMatch), wanted);
        const isInForce = lane.colour === wanted.colour && lane.pending === null;
        const result = !isNew ? 'unchanged' : isInForce ? 'changed' : 'pending';
        results[place] = { declarationId, result, colour: lane.colour };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        results[place] = { declarationId, result: 'skipped', why: error.code, colour: null };
      }
    }
    return results;
  }

  /** The declaration's row is the lock: of two officers the second one sees what the first one asked for. */
  private async hold(tx: Tx, id: string): Promise<Held> {
    const lock = 'SELECT 1 FROM declaration WHERE id = $1 AND customs_office = $2 FOR UPDATE';
    const isHeld = isId(id) && (await tx.one(lock, [id, tx.actor.office])) !== null;
    const held = isHeld ? await tx.one<Held>(HELD, [id]) : null;
    if (!held) throw refuse('not-found', 'not-found');
    return held;
  }

  private recordAudit(
    tx: Tx,
    subjectId: string,
    held: Held,
    { action, to, reason }: { readonly action: string; readonly to: string; readonly reason: string },
  ) {
    // A lowering waits, and what declines one leaves the lane in force as it is: the colour is named where it may have changed.
    const changed = to === held.colour ? ['/changes', '/pending'] : ['/changes', '/colour', '/pending'];
    return recordAudit(tx, this.clock, {
      ...{ action, subjectType: 'declaration', subjectId, detail: { from: held.colour, to, reason } },
      change: { resource: 'lane', from: held.revision, to: held.revision + 1, changed },
    });
  }
}

const tagsOf = (ifMatch: string | undefined): ExpectedRevisions =>
  ifMatch === undefined ? null : revisionsOfText(ifMatch);
