import type { Tx } from '../../platform/database/tx.js';
import { type Page, readPage } from '../../platform/http/page.js';
import { isId } from '../../vocabulary/id.js';
import type { PeopleQuery, PersonAnswer } from './people.dto.js';

const COLUMNS = `p.id, p.login, p.name, p.roles, p.organisation_id AS organisation, o.name AS "organisationName",
  p.firm_administrator AS "firmAdministrator", p.state, p.created_at AS "createdAt", p.last_signed_in_at AS "lastSignedInAt", p.revision`;

/** A person whom the actor may see, or null. */
export const personById = (tx: Tx, id: string): Promise<PersonAnswer | null> =>
  tx.one<PersonAnswer>(
    `SELECT ${COLUMNS} FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
     WHERE p.id = $1 AND own_row(p.organisation_id, NULL)`,
    [id],
  );

/** The people whom the actor may see, in the order in which they were made. */
export const pageOfPeople = (tx: Tx, query: PeopleQuery): Promise<Page<PersonAnswer>> =>
  readPage(
    query,
    [isId],
    (after, limit) =>
      tx.rows<PersonAnswer>(LIST, [
        ...[query.organisation ?? null, query.role ?? null, query.state ?? null, query.search ?? null],
        ...[after?.[0] ?? null, limit],
      ]),
    ({ id }) => [id],
  );

const LIST = `
  SELECT ${COLUMNS} FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
  WHERE ($1::uuid IS NULL OR p.organisation_id = $1) AND ($2::text IS NULL OR $2 = ANY (p.roles)) AND ($3::text IS NULL OR p.state = $3)
    AND ($4::text IS NULL OR strpos(lower(p.name || ' ' || p.login), lower($4)) > 0) AND ($5::uuid IS NULL OR p.id > $5)
    AND own_row(p.organisation_id, NULL)
  ORDER BY p.id LIMIT $6`;
