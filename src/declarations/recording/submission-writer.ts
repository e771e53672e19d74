import { recordEvents } from '../../domain-events/record-events.js';
import { Injectable } from '@nestjs/common';
import { type AuditChange, recordAudits } from '../../audit/audit.js';
import { Lanes } from '../../lanes/lanes.service.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { type Day, startOfDay } from '../../vocabulary/period.js';
import { ParkedReceipts } from '../receipts/parked-receipts.js';
import { StatusProjector } from '../status/status-projector.js';

/** A declaration that is being submitted; its row is held and says what is submitted. */
export interface Filing {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  /** Before it is submitted. */
  readonly revision: number;
  readonly customsOffice: string | null;
  readonly market: string;
  /** The day it was, or is, filed at the Single Window. */
  readonly declaredOn: Day;
}

interface FiledRow {
  readonly id: string;
  readonly number: number;
  readonly filedAt: string;
}

const statusBefore = (number: number) => (number === 1 ? 'draft' : 'returned');

/** Records that declarations were filed: a fact each, from which their status follows. */
@Injectable()
export class SubmissionWriter {
  constructor(
    private readonly clock: Clock,
    private readonly parked: ParkedReceipts,
    private readonly statusProjector: StatusProjector,
    private readonly lanes: Lanes,
  ) {}

  /** Files these declarations of the actor's firm, and lets receipts that were here before them find them. */
  async file(tx: Tx, filings: readonly Filing[]): Promise<void> {
    if (filings.length === 0) return;
    const rows = await this.insert(tx, filings);
    const revisions = new Map(filings.map(({ id, revision }) => [id, revision]));
    await recordAudits(
      tx,
      this.clock,
      rows.map(({ id, number, filedAt }) => ({
        action: 'declaration.submitted',
        subjectType: 'declaration',
        subjectId: id,
        before: { status: statusBefore(number) },
        after: { status: 'submitted' },
        detail: { number, filedAt },
        change: changeOf(revisions.get(id) ?? 0),
      })),
    );
    await this.recordMoves(tx, filings, rows);
    await this.moveReceipts(
      tx,
      rows.filter(({ number }) => number > 1),
    );
    const brokerId = tx.actor.organisationId;
    await this.parked.assignWaiting(
      tx,
      filings.map(({ id, reference, customsOffice }) => ({ id, reference, customsOffice, brokerId, entryIds: [] })),
    );
    await this.statusProjector.refresh(
      tx,
      filings.map(({ id }) => id),
    );
    await this.lanes.draw(
      tx,
      rows.map(({ id, number }) => ({ declarationId: id, number })),
    );
  }

  private recordMoves(tx: Tx, filings: readonly Filing[], rows: readonly FiledRow[]): Promise<void> {
    const numbers = new Map(rows.map(({ id, number }) => [id, number]));
    const events = filings.map(({ id, customsOffice, market }) => ({
      ...{ type: 'declaration.moved' as const, subjectId: id },
      data: { from: statusBefore(numbers.get(id) ?? 1), to: 'submitted', entryId: null },
      owner: { brokerId: tx.actor.organisationId, customsOffice, market },
    }));
    return recordEvents(tx, this.clock, events);
  }

  /**
   * `filed_at` is the earliest instant it can have been filed: now, or the beginning of the earlier day it names. When a
   * refiling counts as filed is decided by the projection of the status, whatever has arrived by now. Only a return whose clock
   * runs ahead of ours is read here: it is known already, so this submission was made after it.
   */
  private insert(tx: Tx, filings: readonly Filing[]): Promise<FiledRow[]> {
    const now = this.clock.now().toISOString();
    const today = this.clock.today();
    const wanted = filings.map(({ id, version, declaredOn }) => ({
      id,
      version,
      filedAt: declaredOn === today ? now : startOfDay(declaredOn),
    }));
    return tx.rows<FiledRow>(
      `INSERT INTO submission (declaration_id, number, broker_id, declaration_version, filed_at, submitted_at, actor_name,
         fob_cny, fob_usd, containers)
       SELECT w.id, coalesce(before.number, 0) + 1, $2::uuid, w.version,
         greatest(w."filedAt", ahead.at), $3::timestamptz, $4, d.fob_cny, d.fob_usd,
         ARRAY(SELECT c.number FROM declaration_container c WHERE c.declaration_id = w.id ORDER BY c.position)
       FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, version integer, "filedAt" timestamptz)
       JOIN declaration d ON d.id = w.id
       LEFT JOIN LATERAL (SELECT max(number) AS number FROM submission s WHERE s.declaration_id = w.id) before ON true
       LEFT JOIN LATERAL (SELECT max(event_time) AS at FROM receipt r
         WHERE r.declaration_id = w.id AND r.meaning = 'returned' AND r.event_time > $3::timestamptz) ahead ON true
       RETURNING declaration_id AS id, number, filed_at AS "filedAt"`,
      [JSON.stringify(wanted), tx.actor.organisationId, now, tx.actor.name],
    );
  }

  /** A declaration that is filed again may go to another office: its receipts move there too, or the new office would not see them. */
  private async moveReceipts(tx: Tx, again: readonly FiledRow[]): Promise<void> {
    if (again.length === 0) return;
    await tx.run(
      `UPDATE receipt r SET customs_office = d.customs_office FROM declaration d
       WHERE r.declaration_id = d.id AND d.id = ANY ($1::uuid[]) AND r.customs_office IS DISTINCT FROM d.customs_office`,
      [again.map(({ id }) => id)],
    );
  }
}

/** The status that is projected next. */
const changeOf = (from: number): AuditChange => ({
  ...{ resource: 'declaration', from, to: from + 1, changed: ['/filedAt', '/status', '/submittedAt'] },
});
