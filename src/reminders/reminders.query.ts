import type { Tx } from '../platform/database/tx.js';
import type { Instant, Month } from '../vocabulary/period.js';
import type { ReminderItem } from './reminder-items.query.js';

/** A frozen notice to one firm. */
export interface Reminder {
  readonly id: string;
  readonly market: string;
  readonly month: Month;
  readonly broker: string;
  readonly brokerName: string | null;
  readonly items: readonly ReminderItem[];
  readonly digest: string;
  readonly createdAt: Instant;
}

export interface RemindersAsked {
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly month: Month | null;
  readonly broker: string | null;
  /** Month and id of the last reminder of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Reminders the actor may see, the latest month first. */
export function reminders(tx: Tx, asked: RemindersAsked): Promise<Reminder[]> {
  const [month = null, id = null] = asked.after ?? [];
  return tx.rows<Reminder>(
    `SELECT r.id, r.market, r.month, r.broker_id AS broker, o.name AS "brokerName", r.items, r.digest, r.created_at AS "createdAt"
     FROM reminder r LEFT JOIN organisation o ON o.id = r.broker_id
     WHERE ($1::text[] IS NULL OR r.market = ANY ($1)) AND ($2::text IS NULL OR r.month = $2)
       AND ($3::uuid IS NULL OR r.broker_id = $3) AND ($4::text IS NULL OR r.month < $4 OR (r.month = $4 AND r.id > $5::uuid))
     ORDER BY r.month DESC, r.id LIMIT $6`,
    [asked.markets, asked.month, asked.broker, month, id, asked.limit],
  );
}
