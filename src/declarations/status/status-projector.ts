import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type AuditChange, type AuditEvent, recordAudits } from '../../audit/audit.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { DomainEvent } from '../../domain-events/domain-event.js';
import { recordEvents } from '../../domain-events/record-events.js';
import type { Tx } from '../../platform/database/tx.js';
import { refreshLaneSpans } from '../../lanes/lane-spans.js';
import { publishAll } from '../../platform/outbox/outbox.js';
import { postExports } from '../../statistics/export-ledger.js';
import { Clock } from '../../vocabulary/clock.js';
import { desiredPostingOf } from './desired-postings.js';
import { ClosingValues } from './closing-values.js';
import { type ProjectedReason, projectStatus } from '../domain/status/project-status.js';
import { type FiledSubmission, receiptFactsOf, type StoredFact, submissionsOf } from './facts.query.js';
import { withOrigins } from './posting-origins.query.js';
import { freedNumbers, judgeFreedNumber } from './freed-numbers.jobs.js';
import { NEXT_STEP_COLUMNS, NextSteps } from './next-steps.service.js';
import { noteObligations } from './obligations.repository.js';
import { writeKeys } from '../store/declaration-keys.repository.js';
import { releaseReservations, restoreReservations } from '../store/reservations.repository.js';
import { parkRefused } from './refused-receipts.js';
import { STATUS_COLUMNS, type StatusRow } from '../store/status-columns.js';
import { storedItems } from '../store/stored-inputs.js';

const WRITTEN_COLUMNS = [...STATUS_COLUMNS, ...NEXT_STEP_COLUMNS];

interface StatusChange {
  readonly before: StatusRow;
  readonly after: StatusRow;
}

/** What the facts of a declaration, whose row is held, say of it; nothing of it is written. */
export interface Projection extends StatusChange {
  readonly submissions: readonly FiledSubmission[];
  readonly receipts: readonly StoredFact[];
  readonly refused: ReadonlyMap<string, ProjectedReason>;
}

/** The only writer of the status columns: projects submissions and receipts, and lets the statistics follow. */
@Injectable()
export class StatusProjector {
  constructor(
    private readonly clock: Clock,
    private readonly closingValues: ClosingValues,
    private readonly nextSteps: NextSteps,
  ) {}

  /**
   * Projects the facts of these declarations again and writes the rows that differ, in one statement together with their next
   * steps: each version of a row costs an entry in some twenty indexes. Audit entries and statistics follow in the same
   * transaction. The caller holds the locks of their rows; declarations that were never submitted are not touched.
   */
  async refresh(tx: Tx, ids: readonly string[]): Promise<void> {
    await this.write(tx, await this.project(tx, ids));
  }

  /** The first half of {@link refresh}: projects, and parks the receipts that are refused, or takes them up again. */
  async project(tx: Tx, ids: readonly string[]): Promise<Projection[]> {
    if (ids.length === 0) return [];
    const projections = await this.read(tx, ids);
    await parkRefused(tx, this.clock, projections);
    return projections;
  }

  /** The second half of {@link refresh}: writes what was projected, and what follows from it. */
  async write(tx: Tx, projections: readonly Projection[]): Promise<void> {
    const changes = projections.filter(
      ({ before, after }) =>
        after.status !== 'draft' && STATUS_COLUMNS.some(([, name]) => !isDeepStrictEqual(before[name], after[name])),
    );
    if (changes.length === 0) return;
    const next = await this.nextSteps.of(
      tx,
      changes.map(({ after }) => after),
    );
    const written = await tx.rows<{ id: string; revision: number }>(
      `UPDATE declaration d SET ${WRITTEN_COLUMNS.map(([column, name]) => `${column} = r."${name}"`).join(', ')},
         revision = d.revision + 1, updated_at = $2::timestamptz
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, ${WRITTEN_COLUMNS.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
       WHERE d.id = r.id RETURNING d.id, d.revision`,
      [
        JSON.stringify(changes.map(({ after }, index) => ({ ...after, ...next[index] }))),
        this.clock.now().toISOString(),
      ],
    );
    await writeKeys(tx, entryIdsMoved(changes));
    const revisions = new Map(written.map(({ id, revision }) => [id, revision]));
    await recordAudits(
      tx,
      this.clock,
      changes.flatMap((change) => auditEventOf(change, revisions)),
    );
    await recordEvents(tx, this.clock, changes.flatMap(eventOf));
    await publishAll(
      tx,
      judgeFreedNumber,
      changes.flatMap(freedNumbers).map((number) => ({ number })),
    );
    await this.updateReservations(tx, changes);
    await refreshLaneSpans(tx, changes.flatMap(releasedOnes));
    await this.revalue(tx, changes);
    const closings = changes.flatMap(({ before, after }) => (before.closedAt === after.closedAt ? [] : [after.id]));
    // What was filed and paid before counts for this closing, or no more: the steps were computed from what stood there.
    if ((await noteObligations(tx, closings)) > 0) await this.nextSteps.refresh(tx, closings);
    await this.count(
      tx,
      changes.filter(({ before, after }) => [before.status, after.status].includes('closed')),
    );
  }

  /** Frees the reservations of declarations that were cancelled, and restores those of a cancellation that was misread, where they are free. */
  private async updateReservations(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
    const turned = changes.filter(({ before, after }) => [before.status, after.status].includes('cancelled'));
    const idsOf = (cancelled: boolean): string[] =>
      turned.flatMap(({ before, after }) =>
        before.status !== after.status && (after.status === 'cancelled') === cancelled ? [after.id] : [],
      );
    await releaseReservations(tx, idsOf(true));
    const without = await restoreReservations(tx, idsOf(false));
    await recordAudits(
      tx,
      this.clock,
      without.map((subjectId) => ({ action: 'declaration.used-twice', subjectType: 'declaration', subjectId })),
    );
  }

  /**
   * Puts back what the rows of these declarations, which are held, should say, and brings the export ledger to it: its facts
   * stay, where it differs a correction is appended. Revision and values stay, save where the closing was wrong: what was
   * valued is no projection.
   */
  async restore(tx: Tx, ids: readonly string[]): Promise<{ statuses: number; entries: number }> {
    const changes = await this.project(tx, ids);
    const restored = await tx.rows<{ id: string }>(
      `UPDATE declaration d SET ${STATUS_COLUMNS.map(([column, name]) => `${column} = r."${name}"`).join(', ')}
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, ${STATUS_COLUMNS.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
       WHERE d.id = r.id AND (${STATUS_COLUMNS.map(([column]) => `d.${column}`).join(', ')})
         IS DISTINCT FROM (${STATUS_COLUMNS.map(([, name]) => `r."${name}"`).join(', ')})
       RETURNING d.id`,
      [JSON.stringify(changes.map(({ after }) => after))],
    );
    const auditEvents = restored.map(({ id }) => ({
      action: 'declaration.rebuilt',
      subjectType: 'declaration',
      subjectId: id,
    }));
    await recordAudits(tx, this.clock, auditEvents);
    await this.updateReservations(tx, changes);
    await this.revalue(
      tx,
      changes.filter(({ before, after }) => before.closedAt !== after.closedAt),
    );
    const items = await storedItems(tx, ids);
    const postings = changes.map(({ after }) => desiredPostingOf(after, after, items.get(after.id) ?? []));
    const corrections = postings.map((posting) => ({ ...posting, cause: 'correction' as const }));
    const entries = await postExports(tx, this.clock, await withOrigins(tx, corrections));
    return { statuses: restored.length, entries };
  }

  private async read(tx: Tx, ids: readonly string[]): Promise<Projection[]> {
    const rows = await tx.rows<StatusRow>(
      `SELECT id, broker_id AS "brokerId", market, customs_office AS "customsOffice", version, currency, transport_mode AS "transportMode",
         created_at AS "createdAt", ${STATUS_COLUMNS.map(([column, name]) => `${column} AS "${name}"`).join(', ')}
       FROM declaration WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    const filed = await submissionsOf(tx, ids);
    const facts = await receiptFactsOf(tx, ids);
    return rows.map((before) => {
      const [submissions, receipts] = [filed.get(before.id) ?? [], facts.get(before.id) ?? []];
      const {
        timeline: _timeline,
        episode: _episode,
        past,
        refused,
        ...columns
      } = projectStatus(submissions, receipts);
      const { submittedAt = null } = submissions.at(-1) ?? {};
      const pastEpisodes = past.length > 0 ? past : null;
      return { before, after: { ...before, ...columns, submittedAt, pastEpisodes }, submissions, receipts, refused };
    });
  }

  /** Values follow the closing, also where a late receipt takes it back, or a cancellation comes after it. */
  private revalue(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
    const closings = changes.filter(
      ({ before, after }) => before.closedAt !== after.closedAt || after.status === 'closed',
    );
    return this.closingValues.revalue(
      tx,
      closings.map(({ after }) => after),
    );
  }

  /** Only a closed declaration is in the statistics, on the business day of its closing. */
  private async count(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
    if (changes.length === 0) return;
    const items = await storedItems(
      tx,
      changes.map(({ after }) => after.id),
    );
    const postings = changes.map(({ before, after }) => desiredPostingOf(before, after, items.get(after.id) ?? []));
    await postExports(tx, this.clock, await withOrigins(tx, postings));
  }
}

/** A release, or what was one, falls under a lane; so does a closing before which nobody has reported one. */
const releasedOnes = ({ before, after }: StatusChange): string[] =>
  [before, after].some(
    ({ releasedAt, closedAt, pastEpisodes }) => (releasedAt ?? closedAt) !== null || pastEpisodes !== null,
  )
    ? [after.id]
    : [];
const entryIdsMoved = (changes: readonly StatusChange[]): string[] =>
  changes.filter(({ before, after }) => before.entryId !== after.entryId).map(({ after }) => after.id);

const changeOf = ({ before, after }: StatusChange, to: number): AuditChange => ({
  ...{ resource: 'declaration', from: to - 1, to },
  changed: STATUS_COLUMNS.filter(([, name]) => !isDeepStrictEqual(before[name], after[name])).map(([, name]) =>
    pointer(name),
  ),
});

/** A submission has an entry, and an event, of its own already. */
const auditEventOf = ({ before, after }: StatusChange, revisions: ReadonlyMap<string, number>): AuditEvent[] =>
  after.status === 'submitted'
    ? []
    : [
        {
          action: 'declaration.moved',
          subjectType: 'declaration',
          subjectId: after.id,
          detail: { from: before.status, to: after.status, entryId: after.entryId },
          change: changeOf({ before, after }, revisions.get(after.id) ?? 0),
        },
      ];

const eventOf = ({ before, after }: StatusChange): DomainEvent[] => {
  if (after.status === 'submitted' || after.status === before.status) return [];
  const { id: subjectId, status: to, entryId, brokerId, customsOffice, market } = after;
  const owner = { brokerId, customsOffice, market };
  return [{ type: 'declaration.moved', subjectId, data: { from: before.status, to, entryId }, owner }];
};
