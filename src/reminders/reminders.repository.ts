import { createHash } from 'node:crypto';
import { canonicalJson } from '../declarations/content.js';
import type { Tx } from '../platform/database/tx.js';
import { newId } from '../vocabulary/id.js';
import type { Instant, Month } from '../vocabulary/period.js';
import type { ReminderItem } from './reminder-items.query.js';

export interface ReminderToFreeze {
  readonly market: string;
  readonly month: Month;
  readonly broker: string;
  readonly items: readonly ReminderItem[];
}

/** SHA-256, in lower-case hex, of { broker, items, market, month } as JSON with sorted keys and without white space. */
export const digestOf = ({ market, month, broker, items }: ReminderToFreeze): string =>
  sha256(canonicalJson({ market, month, broker, items }));

/** Writes reminders, in one statement for all. Returns one digest over all of them, in their order. */
export async function freezeReminders(
  tx: Tx,
  reminders: readonly ReminderToFreeze[],
  createdAt: Instant,
): Promise<string> {
  const rows = reminders.map((one) => ({ ...one, id: newId(), digest: digestOf(one) }));
  await tx.run(
    `INSERT INTO reminder (id, market, month, broker_id, items, digest, created_at)
     SELECT id, market, month, broker, items, digest, $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, market text, month text, broker uuid, items jsonb, digest text)`,
    [JSON.stringify(rows), createdAt],
  );
  return sha256(rows.map(({ digest }) => digest).join('\n'));
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
