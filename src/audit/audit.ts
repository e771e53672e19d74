import { callOrigin } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { maskedPersonal } from './domain/masked.js';

export interface AuditEvent {
  /** What was done, as `subject.verb`: "declaration.submitted". */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail?: Record<string, unknown>;
  /** What the subject, or the fields of it that change, said before and say now; null: it was, or is, not there. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Where the event has made a new revision of something that is changed with If-Match. */
  readonly change?: AuditChange;
}

/** A step from one revision of a resource to another, and where the two differ. Stands in the detail of its entry. */
export interface AuditChange {
  /** What has the revisions: `declaration`, or a part of the subject, such as `correction 3`. */
  readonly resource: string;
  readonly from: number;
  readonly to: number;
  /** JSON pointers into the resource. */
  readonly changed: readonly string[];
}

/** Records who did what, in the same commit as the change: what has no entry here did not happen. */
export const recordAudit = (tx: Tx, clock: Clock, event: AuditEvent): Promise<void> => recordAudits(tx, clock, [event]);

/**
 * The same for many events of one transaction, in one statement. Each entry is noted for the next seal: one that was put into the
 * table without that is found by the verification.
 */
export async function recordAudits(tx: Tx, clock: Clock, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { actor } = tx;
  const rows = events.map(({ change, detail = {}, before = null, after = null, ...event }) => ({
    id: newId(),
    ...event,
    before: maskedPersonal(before),
    after: maskedPersonal(after),
    detail: maskedPersonal(change === undefined ? detail : { ...detail, change }),
  }));
  const { address, userAgent } = callOrigin();
  await tx.run(
    `WITH entry AS (
       INSERT INTO audit_entry (id, at, actor_key, actor_person, actor_name, actor_role, organisation_id, request_id, address, user_agent,
         action, subject_type, subject_id, before, after, detail)
       SELECT id, $2, $3, $10, $4, $5, $6, $7, $8, $9, action, "subjectType", "subjectId",
         nullif(before, 'null'), nullif(after, 'null'), detail
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, action text, "subjectType" text, "subjectId" text, before jsonb, after jsonb, detail jsonb)
     )
     INSERT INTO audit_unsealed SELECT id FROM jsonb_to_recordset($1::jsonb) AS r (id uuid)`,
    [
      JSON.stringify(rows),
      clock.now().toISOString(),
      actor.keyId,
      actor.name,
      actor.role,
      actor.organisationId,
      actor.requestId,
      address,
      userAgent,
      actor.personId ?? null,
    ],
  );
}
