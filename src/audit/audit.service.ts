import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Page, readPage } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import { endOfDay, startOfDay } from '../vocabulary/period.js';
import type { AuditAnswer, AuditQuery } from './audit.dto.js';
import { assertRange } from '../messages/refusals/range.js';
import { statesOf } from './domain/states.js';

@Injectable()
export class AuditService {
  constructor(private readonly database: Database) {}

  /** Who did what when, latest first. Days are business days; a range that ends before it begins is refused (malformed). */
  list(actor: Actor, query: AuditQuery): Promise<Page<AuditAnswer>> {
    const { from, to } = query;
    assertRange(query);
    const since = from === undefined ? null : startOfDay(from);
    const until = to === undefined ? null : endOfDay(to);
    const asked = [...subjectOf(query.subject), since, until, query.actor ?? null, patternsOf(query.action)];
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        [isId],
        // Whom the route lets in may know of every firm by name; the roles of the database do not say so.
        async (before, limit) => {
          const rows = await tx.asService(() => tx.rows<AuditAnswer>(LIST, [...asked, before?.[0] ?? null, limit]));
          return rows.map((row) => ({ ...row, ...statesOf(row) }));
        },
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

/** Patterns of LIKE: a star stands for whatever follows. */
function patternsOf(actions: string | undefined): string[] | null {
  if (actions === undefined) return null;
  const named = actions.split(',').flatMap((action) => action.trim() || []);
  return named.map((action) => action.replace(/[\\%_]/g, '\\$&').replace(/\*$/, '%'));
}

const LIST = `
  SELECT e.id, e.at, e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.actor_name AS "actorName",
    e.actor_role AS "actorRole", e.actor_key AS "actorKey", e.actor_person AS "actorPerson", e.organisation_id AS organisation, o.name AS "organisationName",
    e.request_id AS "requestId", e.address, e.user_agent AS "userAgent", e.before, e.after, e.detail
  FROM audit_entry e LEFT JOIN organisation o ON o.id = e.organisation_id
  WHERE ($1::text IS NULL OR e.subject_type = $1) AND ($2::text IS NULL OR e.subject_id = $2)
    AND ($3::timestamptz IS NULL OR e.at >= $3) AND ($4::timestamptz IS NULL OR e.at < $4)
    AND ($5::text IS NULL OR $5 IN (e.actor_key::text, e.actor_person::text, e.actor_name)) AND ($6::text[] IS NULL OR e.action LIKE ANY ($6))
    AND ($7::uuid IS NULL OR e.id < $7)
  ORDER BY e.id DESC LIMIT $8`;
