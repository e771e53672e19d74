import type { Tx } from '../platform/database/tx.js';
import { newId } from '../vocabulary/id.js';
import type { Instant, Month } from '../vocabulary/period.js';
import type { Occasion, ReminderKind } from './reminders.repository.js';

/** A firm whose reminder could not be made; the others have theirs. */
export interface ParkedFirm {
  readonly id: string;
  readonly market: string;
  readonly month: Month;
  readonly kind: ReminderKind;
  readonly broker: string;
  readonly brokerName: string | null;
  readonly until: Instant;
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: Instant;
  /** When it could be made after all; null while it could not. */
  readonly settledAt: Instant | null;
}

const PARKED = `
  SELECT p.id, p.market, p.month, p.kind, p.broker_id AS broker, o.name AS "brokerName", p.until, p.reason, p.attempts,
    p.parked_at AS "parkedAt", p.settled_at AS "settledAt"
  FROM reminder_parked p LEFT JOIN organisation o ON o.id = p.broker_id`;

/** Every firm there is, in the order in which a run writes them: which of them a market knows is part of what may fail. */
export async function allFirms(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>("SELECT id FROM organisation WHERE kind = 'broker' ORDER BY id");
  return rows.map(({ id }) => id);
}

export function park(
  tx: Tx,
  occasion: Occasion,
  { broker, reason }: Pick<ParkedFirm, 'broker' | 'reason'>,
  now: Instant,
) {
  const { market, month, kind, until } = occasion;
  return tx.run(
    `INSERT INTO reminder_parked (id, market, month, kind, broker_id, until, reason, parked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), market, month, kind, broker, until, reason, now],
  );
}

/** Holds a parked firm for this transaction; whoever retries it at the same time comes after us and finds it settled. */
export async function lockParked(tx: Tx, id: string): Promise<ParkedFirm | null> {
  return tx.one<ParkedFirm>(`${PARKED} WHERE p.id = $1 FOR UPDATE OF p`, [id]);
}

export function noteRetry(tx: Tx, id: string, result: { reason: string | null; now: Instant }): Promise<number> {
  return tx.run(
    `UPDATE reminder_parked SET attempts = attempts + 1, reason = coalesce($2, reason),
       settled_at = CASE WHEN $2::text IS NULL THEN $3::timestamptz END WHERE id = $1`,
    [id, result.reason, result.now],
  );
}

export interface ParkedAsked {
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly month: Month | null;
  readonly after: string | null;
  readonly limit: number;
}

/** Parked firms, the latest first; settled ones stay, with when. */
export function parkedFirms(tx: Tx, { markets, month, after, limit }: ParkedAsked): Promise<ParkedFirm[]> {
  return tx.rows<ParkedFirm>(
    `${PARKED} WHERE ($1::text[] IS NULL OR p.market = ANY ($1)) AND ($2::text IS NULL OR p.month = $2)
       AND ($3::uuid IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4`,
    [markets, month, after, limit],
  );
}
