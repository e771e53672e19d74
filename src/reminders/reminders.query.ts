import type { Tx } from '../platform/database/tx.js';
import { utcText } from '../platform/database/utc-text.js';
import type { Instant, Month } from '../vocabulary/period.js';
import type { ReminderItem } from './reminder-items.query.js';
import type { Occasion, ReminderKind } from './reminders.repository.js';

/** What a firm has said of an item of its reminder. */
export interface Acknowledgement {
  readonly kind: string;
  readonly subject: string;
  readonly note: string;
  readonly at: Instant;
  readonly by: string;
}

/** A frozen notice to one firm, with what the firm has acknowledged of it since. */
export interface Reminder {
  readonly id: string;
  readonly market: string;
  readonly month: Month;
  readonly kind: ReminderKind;
  readonly broker: string;
  readonly brokerName: string | null;
  readonly items: readonly ReminderItem[];
  readonly digest: string;
  /** False when the day of a warning was counted on a calendar nobody had published. */
  readonly calendarPublished: boolean;
  readonly createdAt: Instant;
  readonly acknowledgements: readonly Acknowledgement[];
}

export interface RemindersAsked {
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly month: Month | null;
  readonly kind: ReminderKind | null;
  readonly broker: string | null;
  /** Month and id of the last reminder of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

const REMINDER = `
  SELECT r.id, r.market, r.month, r.kind, r.broker_id AS broker, o.name AS "brokerName", r.items, r.digest,
    r.calendar_published AS "calendarPublished", r.created_at AS "createdAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', a.kind, 'subject', a.subject_id, 'note', a.note,
        'at', ${utcText('a.acknowledged_at')}, 'by', a.acknowledged_by)
        ORDER BY a.acknowledged_at, a.kind COLLATE "C", a.subject_id)
      FROM reminder_acknowledgement a WHERE a.reminder_id = r.id), '[]') AS acknowledgements
  FROM reminder r LEFT JOIN organisation o ON o.id = r.broker_id`;

/** Reminders the actor may see, the latest month first. */
export function reminders(tx: Tx, asked: RemindersAsked): Promise<Reminder[]> {
  const [month = null, id = null] = asked.after ?? [];
  return tx.rows<Reminder>(
    `${REMINDER}
     WHERE own_row_of_market(r.broker_id, r.market) AND ($1::text[] IS NULL OR r.market = ANY ($1)) AND ($2::text IS NULL OR r.month = $2) AND ($7::text IS NULL OR r.kind = $7)
       AND ($3::uuid IS NULL OR r.broker_id = $3) AND ($4::text IS NULL OR r.month < $4 OR (r.month = $4 AND r.id > $5::uuid))
     ORDER BY r.month DESC, r.id LIMIT $6`,
    [asked.markets, asked.month, asked.broker, month, id, asked.limit, asked.kind],
  );
}

/** The reminder, or null when there is none the actor's firm may see. */
export const reminderOf = (tx: Tx, id: string): Promise<Reminder | null> =>
  tx.one<Reminder>(`${REMINDER} WHERE r.id = $1 AND own_row_of_market(r.broker_id, r.market)`, [id]);

/** What a preview shows: the reminders of an occasion by firm, or the one of a firm. */
export const remindersOf = (
  tx: Tx,
  { market, month, kind }: Occasion,
  broker: string | null,
): Promise<Pick<Reminder, 'broker' | 'brokerName' | 'items' | 'digest'>[]> =>
  tx.rows(
    `SELECT r.broker_id AS broker, o.name AS "brokerName", r.items, r.digest
     FROM reminder r LEFT JOIN organisation o ON o.id = r.broker_id
     WHERE r.market = $1 AND r.month = $2 AND r.kind = $3 AND ($4::uuid IS NULL OR r.broker_id = $4) ORDER BY r.broker_id`,
    [market, month, kind, broker],
  );
