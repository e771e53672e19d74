import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { callerIdOf } from '../platform/database/actor.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { refuse, refuseAt } from '../messages/refusals/refusal.js';
import { type LaneAnswer, laneOf } from './lane.query.js';
import { refreshLaneSpans } from './lane-spans.js';
import type { LaneCheckBody } from './lanes.dto.js';
import type { CheckResult } from './domain/lane-control.js';

interface KnownCheck {
  readonly result: CheckResult;
  readonly note: string | null;
  readonly at: string;
  readonly by: string;
}

/** What officers report to have looked at because of a lane: papers or goods, each once a submission. */
@Injectable()
export class LaneChecks {
  constructor(private readonly clock: Clock) {}

  /** Appends for each of these declarations the look that its lane asks for, with nothing that differs: a history that is played. */
  async recordConforming(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.run(
      `INSERT INTO lane_check (declaration_id, submission_number, control, result, checked_at, checked_by, checked_by_name)
       SELECT declaration_id, submission_number, CASE colour WHEN 'red' THEN 'goods' ELSE 'papers' END, 'conforms', $2, $3, $4
       FROM lane WHERE declaration_id = ANY ($1::uuid[]) AND colour <> 'green' ORDER BY declaration_id ON CONFLICT DO NOTHING`,
      [ids, this.clock.now().toISOString(), callerIdOf(tx.actor), tx.actor.name],
    );
    await refreshLaneSpans(tx, ids);
  }

  /**
   * Appends a look; the same again changes nothing, and another finding of the same is a conflict (409). Of goods that differ from the
   * papers the note says how.
   */
  async record(tx: Tx, id: string, { control, result, note: given }: LaneCheckBody): Promise<LaneAnswer> {
    const note = given ?? null;
    if (result === 'differs' && note === null)
      throw refuseAt('/note', 'malformed', 'required-missing', { field: 'note' });
    const lock = 'SELECT 1 FROM declaration WHERE id = $1 AND customs_office = $2 FOR UPDATE';
    const isHeld = isId(id) && (await tx.one(lock, [id, tx.actor.office])) !== null;
    const before = isHeld ? await laneOf(tx, id) : null;
    if (before === null) throw refuse('not-found', 'not-found');
    const known = await tx.one<KnownCheck>(
      `SELECT result, note, checked_at AS at, checked_by_name AS by FROM lane_check
       WHERE declaration_id = $1 AND submission_number = $2 AND control = $3`,
      [id, before.submission, control],
    );
    if (known) {
      if (known.result === result && known.note === note) return before;
      throw refuse('conflict', 'lane-check-known', { at: known.at, by: known.by });
    }
    const { name } = tx.actor;
    await tx.run(
      `INSERT INTO lane_check (declaration_id, submission_number, control, result, note, checked_at, checked_by, checked_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, before.submission, control, result, note, this.clock.now().toISOString(), callerIdOf(tx.actor), name],
    );
    const detail = { submission: before.submission, control, result, note };
    await recordAudit(tx, this.clock, {
      action: 'lane.checked',
      subjectType: 'declaration',
      subjectId: id,
      detail,
      change: { resource: 'lane', from: before.revision, to: before.revision + 1, changed: ['/checks'] },
    });
    await refreshLaneSpans(tx, [id]);
    const lane = await laneOf(tx, id);
    if (!lane) throw refuse('not-found', 'not-found');
    return lane;
  }
}
