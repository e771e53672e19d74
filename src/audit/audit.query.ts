import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import { endOfDay, startOfDay } from '../vocabulary/period.js';
import type { AuditAnswer, AuditQuery } from './audit.dto.js';
import { assertRange } from '../messages/range.js';

/** Who did what when, latest first. Days are business days; a range that ends before it begins is refused (malformed). */
export async function auditPage(tx: Tx, query: AuditQuery): Promise<Page<AuditAnswer>> {
  const { from, to } = query;
  assertRange(query);
  const [type, id] = subjectOf(query.subject);
  const limit = limitOf(query);
  const [before = null] = cursorOf(query, [isId]) ?? [];
  const since = from === undefined ? null : startOfDay(from);
  const until = to === undefined ? null : endOfDay(to);
  const rows = await tx.rows<AuditAnswer>(LIST, [type, id, since, until, before, limit + 1]);
  return pageOf(rows, limit, (row) => [row.id]);
}

function subjectOf(text: string | undefined): [type: string | null, id: string | null] {
  if (text === undefined) return [null, null];
  const colon = text.indexOf(':');
  return colon < 0 ? [null, text] : [text.slice(0, colon), text.slice(colon + 1)];
}

const LIST = `
  SELECT id, at, action, subject_type AS "subjectType", subject_id AS "subjectId", actor_name AS "actorName",
    actor_role AS "actorRole", actor_key AS "actorKey", organisation_id AS organisation, request_id AS "requestId", detail
  FROM audit_entry
  WHERE ($1::text IS NULL OR subject_type = $1) AND ($2::text IS NULL OR subject_id = $2)
    AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4) AND ($5::uuid IS NULL OR id < $5)
  ORDER BY id DESC LIMIT $6`;
