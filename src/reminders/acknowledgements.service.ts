import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { assertNoErrors, refuse } from '../messages/refusals/refusal.js';
import { pointer, violation } from '../messages/refusals/violation.js';
import type { ReminderItem } from './reminder-items.query.js';
import { type Reminder, reminderOf } from './reminders.query.js';

/** An item as a firm names it. */
export interface NamedItem {
  readonly kind: string;
  /** Id of the declaration, container's visit or key. */
  readonly subject: string;
}

/** What a firm says of its reminder: it knows. Facts, appended; the reminder itself stays as it was frozen. */
@Injectable()
export class Acknowledgements {
  constructor(private readonly clock: Clock) {}

  /**
   * Acknowledges these items of a reminder, or all; those acknowledged before keep their first note. The next reminder leaves
   * them out until their level or their being overdue changes. Refuses a reminder that is not the firm's (404) and items that
   * do not stand in it (422), all of them at once.
   */
  async add(tx: Tx, id: string, { items, note }: { items: readonly NamedItem[] | undefined; note: string }) {
    const held = await reminderOf(tx, id);
    if (!held) throw refuse('not-found', 'not-found', { what: 'reminder', value: id });
    const known = new Map(held.items.map((item) => [nameOf({ kind: item.kind, subject: item.subject.id }), item]));
    const unknown = (items ?? []).flatMap((item, index) =>
      known.has(nameOf(item))
        ? []
        : [violation('reminder-item-unknown', pointer('items', index), { value: `${item.kind} ${item.subject}` })],
    );
    assertNoErrors(unknown);
    const chosen = items === undefined ? held.items : [...new Set(items.map(nameOf))].flatMap(found(known));
    const added = await this.insert(tx, held, chosen, note);
    if (added > 0) {
      await recordAudit(tx, this.clock, {
        action: 'reminder.acknowledged',
        subjectType: 'reminder',
        subjectId: id,
        detail: { items: added, note },
      });
    }
    return { added, reminder: (await reminderOf(tx, id)) ?? held };
  }

  private insert(tx: Tx, held: Reminder, items: readonly ReminderItem[], note: string): Promise<number> {
    return tx.run(
      `INSERT INTO reminder_acknowledgement (reminder_id, kind, subject_id, broker_id, opened_at, level, overdue, note,
         acknowledged_at, acknowledged_by)
       SELECT $2, i.kind, (i.subject ->> 'id')::uuid, $3, i."openedAt", i.level, i.overdue, $4, $5::timestamptz, $6
       FROM jsonb_to_recordset($1::jsonb) AS i (kind text, subject jsonb, "openedAt" timestamptz, level text, overdue boolean)
       ORDER BY i.kind, i.subject ->> 'id' ON CONFLICT DO NOTHING`,
      [JSON.stringify(items), held.id, held.broker, note, this.clock.now().toISOString(), tx.actor.name],
    );
  }
}

const nameOf = ({ kind, subject }: NamedItem): string => `${kind} ${subject.toLowerCase()}`;

const found =
  (known: ReadonlyMap<string, ReminderItem>) =>
  (name: string): ReminderItem[] => {
    const item = known.get(name);
    return item ? [item] : [];
  };
