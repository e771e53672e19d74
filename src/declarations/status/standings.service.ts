import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { recordAudits } from '../../audit/audit.js';
import type { DomainEvent } from '../../domain-events/domain-event.js';
import { recordEvents } from '../../domain-events/record-events.js';
import type { Tx } from '../../platform/database/tx.js';
import { book } from '../../statistics/book.js';
import { Clock } from '../../vocabulary/clock.js';
import { bookingOf } from './bookings.js';
import { ClosingValues } from './closing-values.js';
import { projectStatus } from '../domain/status/standing.js';
import { receiptFactsOf, submissionsOf } from './facts.query.js';
import { NEXT, NextSteps } from './next-steps.service.js';
import { noteObligations } from '../obligations/obligations.repository.js';
import { releaseUses, retakeUses } from '../store/single-uses.repository.js';
import { MOVING, type Stand } from '../store/stand.js';
import { storedItems } from '../store/stored-inputs.js';

const WRITTEN = [...MOVING, ...NEXT];

interface Move {
  readonly before: Stand;
  readonly after: Stand;
}

/** Keeps status, times and statistics of declarations equal to what their facts say. */
@Injectable()
export class Standings {
  constructor(
    private readonly clock: Clock,
    private readonly closingValues: ClosingValues,
    private readonly nextSteps: NextSteps,
  ) {}

  /**
   * Projects the facts of these declarations anew and writes what differs, in one statement together with what happens next
   * (each version of a row costs an entry in some twenty indexes), with audit entries and the statistics in the same transaction. The caller holds the locks of their rows; declarations never submitted are left alone.
   */
  async refresh(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const moves = (await this.project(tx, ids)).filter(
      ({ before, after }) =>
        after.status !== 'draft' && MOVING.some(([, name]) => !isDeepStrictEqual(before[name], after[name])),
    );
    if (moves.length === 0) return;
    const next = await this.nextSteps.of(
      tx,
      moves.map(({ after }) => after),
    );
    await tx.run(
      `UPDATE declaration d SET ${WRITTEN.map(([column, name]) => `${column} = r."${name}"`).join(', ')},
         revision = d.revision + 1, updated_at = $2::timestamptz
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, ${WRITTEN.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
       WHERE d.id = r.id`,
      [JSON.stringify(moves.map(({ after }, index) => ({ ...after, ...next[index] }))), this.clock.now().toISOString()],
    );
    await recordAudits(tx, this.clock, moves.flatMap(deedOf));
    await recordEvents(tx, this.clock, moves.flatMap(eventOf));
    await this.followUses(tx, moves);
    await this.revalue(tx, moves);
    const closings = moves.filter(({ before, after }) => before.closedAt !== after.closedAt);
    await noteObligations(
      tx,
      closings.map(({ after }) => after.id),
    );
    await this.count(
      tx,
      moves.filter(({ before, after }) => [before.status, after.status].includes('closed')),
    );
  }

  /** A cancelled declaration frees what only one may use; one whose cancellation was misread takes it back, where it is free. */
  private async followUses(tx: Tx, moves: readonly Move[]): Promise<void> {
    const turned = moves.filter(({ before, after }) => [before.status, after.status].includes('cancelled'));
    const idsOf = (cancelled: boolean): string[] =>
      turned.flatMap(({ before, after }) =>
        before.status !== after.status && (after.status === 'cancelled') === cancelled ? [after.id] : [],
      );
    await releaseUses(tx, idsOf(true));
    const without = await retakeUses(tx, idsOf(false));
    await recordAudits(
      tx,
      this.clock,
      without.map((subjectId) => ({ action: 'declaration.used-twice', subjectType: 'declaration', subjectId })),
    );
  }

  /**
   * Puts back what the rows of these declarations, which are held, should say, and brings the book to it: the facts in the
   * book stay, where it differs a correction is appended. Revision and values stay, save where the closing was wrong: what was
   * valued is no projection.
   */
  async restore(tx: Tx, ids: readonly string[]): Promise<{ standings: number; entries: number }> {
    const moves = await this.project(tx, ids);
    const restored = await tx.rows<{ id: string }>(
      `UPDATE declaration d SET ${MOVING.map(([column, name]) => `${column} = r."${name}"`).join(', ')}
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, ${MOVING.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
       WHERE d.id = r.id AND (${MOVING.map(([column]) => `d.${column}`).join(', ')})
         IS DISTINCT FROM (${MOVING.map(([, name]) => `r."${name}"`).join(', ')})
       RETURNING d.id`,
      [JSON.stringify(moves.map(({ after }) => after))],
    );
    const deeds = restored.map(({ id }) => ({
      action: 'declaration.rebuilt',
      subjectType: 'declaration',
      subjectId: id,
    }));
    await recordAudits(tx, this.clock, deeds);
    await this.followUses(tx, moves);
    await this.revalue(
      tx,
      moves.filter(({ before, after }) => before.closedAt !== after.closedAt),
    );
    const items = await storedItems(tx, ids);
    const wishes = moves.map(({ after }) => bookingOf(after, after, items.get(after.id) ?? []));
    const entries = await book(
      tx,
      this.clock,
      wishes.map((wish) => ({ ...wish, cause: 'correction' as const })),
    );
    return { standings: restored.length, entries };
  }

  private async project(tx: Tx, ids: readonly string[]): Promise<Move[]> {
    const rows = await tx.rows<Stand>(
      `SELECT id, broker_id AS "brokerId", market, version, currency, transport_mode AS "transportMode",
         created_at AS "createdAt", ${MOVING.map(([column, name]) => `${column} AS "${name}"`).join(', ')}
       FROM declaration WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    const submissions = await submissionsOf(tx, ids);
    const receipts = await receiptFactsOf(tx, ids);
    return rows.map((before) => {
      const filed = submissions.get(before.id) ?? [];
      const standing = projectStatus(filed, receipts.get(before.id) ?? []);
      const { timeline: _timeline, episode: _episode, past, ...stand } = standing;
      const { submittedAt = null } = filed.at(-1) ?? {};
      const pastEpisodes = past.length > 0 ? past : null;
      return { before, after: { ...before, ...stand, submittedAt, pastEpisodes } };
    });
  }

  /** Values follow the closing, also where a late receipt takes it back, or a cancellation comes after it. */
  private revalue(tx: Tx, moves: readonly Move[]): Promise<void> {
    const closings = moves.filter(
      ({ before, after }) => before.closedAt !== after.closedAt || after.status === 'closed',
    );
    return this.closingValues.revalue(
      tx,
      closings.map(({ after }) => after),
    );
  }

  /** Only a closed declaration is in the statistics, on the business day of its closing. */
  private async count(tx: Tx, moves: readonly Move[]): Promise<void> {
    if (moves.length === 0) return;
    const items = await storedItems(
      tx,
      moves.map(({ after }) => after.id),
    );
    await book(
      tx,
      this.clock,
      moves.map(({ before, after }) => bookingOf(before, after, items.get(after.id) ?? [])),
    );
  }
}

/** A submission has an entry, and an event, of its own already. */
const deedOf = ({ before, after }: Move) =>
  after.status === 'submitted'
    ? []
    : [
        {
          action: 'declaration.moved',
          subjectType: 'declaration',
          subjectId: after.id,
          detail: { from: before.status, to: after.status, entryId: after.entryId },
        },
      ];

const eventOf = ({ before, after }: Move): DomainEvent[] => {
  if (after.status === 'submitted' || after.status === before.status) return [];
  const { id: subjectId, status: to, entryId } = after;
  return [{ type: 'declaration.moved', subjectId, data: { from: before.status, to, entryId } }];
};
