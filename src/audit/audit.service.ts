import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Page, readPage } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import { endOfDay, startOfDay } from '../vocabulary/period.js';
import type { AuditAnswer, AuditQuery } from './audit.dto.js';
import { assertRange } from '../messages/range.js';

@Injectable()
export class AuditService {
  constructor(private readonly database: Database) {}

  /** Who did what when, latest first. Days are business days; a range that ends before it begins is refused (malformed). */
  list(actor: Actor, query: AuditQuery): Promise<Page<AuditAnswer>> {
    const { from, to } = query;
    assertRange(query);
    const since = from === undefined ? null : startOfDay(from);
    const until = to === undefined ? null : endOfDay(to);
    const asked = [...subjectOf(query.subject), since, until];
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        [isId],
        (before, limit) => tx.rows<AuditAnswer>(LIST, [...asked, before?.[0] ?? null, limit]),
        (row) => [row.id],
      ),
    );
  }
}

function subjectOf(text: string | undefined): [type: string | null, id: string | null] {
  if (text === undefined) return [null, null];
  const colon = text.indexOf(':');
  return colon < 0 ? [null, text] : [text.slice(0, colon), text.slice(colon + 1)];
}

const LIST = `
  SELECT id, at, action, subject_type AS "subjectType", subject_id AS "subjectId", actor_name AS "actorName",
    actor_role AS "actorRole", actor_key AS "actorKey", actor_person AS "actorPerson", organisation_id AS organisation, request_id AS "requestId", detail
  FROM audit_entry
  WHERE ($1::text IS NULL OR subject_type = $1) AND ($2::text IS NULL OR subject_id = $2)
    AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4) AND ($5::uuid IS NULL OR id < $5)
  ORDER BY id DESC LIMIT $6`;
