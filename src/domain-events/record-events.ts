import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import type { StreamedChange, DomainEvent, EventType } from './domain-event.js';

/** Every change is kept for the streams of a while, whether or not somebody listens: who was away resumes. */
const STREAMED = `
  INSERT INTO streamed_event (at, type, subject_id, market, broker_id, customs_office)
  SELECT $2, e.type, e."subjectId", e.owner ->> 'market', (e.owner ->> 'brokerId')::uuid, e.owner ->> 'customsOffice'
  FROM jsonb_to_recordset($1::jsonb) AS e (type text, "subjectId" uuid, owner jsonb)`;

/**
 * Records what happened in the commit in which it happens. For webhooks and mails, types that nobody has subscribed to are left out.
 * `position` orders the events of one subject as they were committed: the caller holds its row.
 */
export async function recordEvents(tx: Tx, clock: Clock, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.run(
    `WITH streamed AS (${STREAMED})
     INSERT INTO domain_event (id, at, type, subject_id, data)
     SELECT e.id, $2, e.type, e."subjectId", e.data
     FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, type text, "subjectId" uuid, data jsonb)
     JOIN event_subscription s ON s.type = e.type ORDER BY e.id`,
    [JSON.stringify(events.map((event) => ({ id: newId(), ...event }))), clock.now().toISOString()],
  );
}

/** Records changes that only streams carry. */
export async function recordChanges(tx: Tx, clock: Clock, changes: readonly StreamedChange[]): Promise<void> {
  if (changes.length > 0) await tx.run(STREAMED, [JSON.stringify(changes), clock.now().toISOString()]);
}

/** What was written before is deleted: nobody resumes from there any more. */
export const deleteChangesBefore = (tx: Tx, before: Date): Promise<number> =>
  tx.run('DELETE FROM streamed_event WHERE at < $1', [before.toISOString()]);

/** From now on events of these types are recorded. Never taken back: what nobody asks for any more is dropped at the fan-out. */
export const subscribe = (tx: Tx, types: readonly EventType[]): Promise<number> =>
  tx.run('INSERT INTO event_subscription SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [types]);

/** SQL that takes the oldest events away and returns them, in the commit of whoever carries them on. */
export const takenEvents = (limit: number): string =>
  `DELETE FROM domain_event WHERE position IN (SELECT position FROM domain_event ORDER BY position LIMIT ${limit}) RETURNING *`;
