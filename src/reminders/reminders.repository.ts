import { recordEvents } from '../domain-events/record-events.js';
import { createHash } from 'node:crypto';
import { recordAudits } from '../audit/audit.js';
import { canonicalJson } from '../declarations/store/content.js';
import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import type { Instant, Month } from '../vocabulary/period.js';
import type { FirmItems } from './reminder-items.query.js';

/** A reminder at the end of a month, and the warning before that. */
export const REMINDER_KINDS = ['reminder', 'pre-close'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** What all the reminders of one run have in common. */
export interface Occasion {
  readonly market: string;
  readonly month: Month;
  readonly kind: ReminderKind;
  /** The instant as of which the items are listed. */
  readonly until: Instant;
  readonly calendarPublished: boolean;
}

/** A reminder that has been written: what the digest of a run and its figures need. */
export interface Frozen {
  readonly digest: string;
  readonly items: number;
}

/** SHA-256, in lower-case hex, of { broker, items, market, month } as JSON with sorted keys and without white space. */
export const reminderDigestOf = ({ market, month }: Occasion, { broker, items }: FirmItems): string =>
  sha256(canonicalJson({ market, month, broker, items }));

/** One digest over all reminders of a run, in the order of their firms. */
export const digestOfAll = (frozen: readonly Pick<Frozen, 'digest'>[]): string =>
  sha256(frozen.map(({ digest }) => digest).join('\n'));

const ACTION = { reminder: 'reminder.created', 'pre-close': 'reminder.pre-close' } as const;

/** Writes reminders with their audit entries and events, in three statements for all. */
export async function freezeReminders(
  tx: Tx,
  clock: Clock,
  occasion: Occasion & { readonly customsOffice: string | null },
  firms: readonly FirmItems[],
): Promise<Frozen[]> {
  const rows = firms.map((firm) => ({ ...firm, id: newId(), digest: reminderDigestOf(occasion, firm) }));
  const { market, month, kind, calendarPublished } = occasion;
  await tx.run(
    `INSERT INTO reminder (id, market, month, kind, broker_id, items, digest, calendar_published, created_at)
     SELECT id, $2, $3, $4, broker, items, digest, $5, $6::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, broker uuid, items jsonb, digest text)`,
    [JSON.stringify(rows), market, month, kind, calendarPublished, clock.now().toISOString()],
  );
  const entries = rows.map(({ id, broker, items, digest }) => ({
    action: ACTION[kind],
    subjectType: 'reminder',
    subjectId: id,
    detail: { market, month, broker, items: items.length, digest },
  }));
  await recordAudits(tx, clock, entries);
  await recordEvents(
    tx,
    clock,
    rows.map(({ id, broker }) => ({
      ...{ type: ACTION[kind], subjectId: id, data: {} },
      owner: { brokerId: broker, customsOffice: occasion.customsOffice, market },
    })),
  );
  return rows.map(({ digest, items }) => ({ digest, items: items.length }));
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
