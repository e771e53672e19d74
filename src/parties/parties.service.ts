import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Page, readPage } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import type { PartyAnswer, PartyQuery } from './parties.dto.js';

const LIST = `
  SELECT role, id_type AS "idType", id_number AS id, (array_agg(name ORDER BY last_seen_on DESC, name))[1] AS name,
    (array_agg(country ORDER BY last_seen_on DESC, country) FILTER (WHERE country IS NOT NULL))[1] AS country,
    broker_id AS broker, min(first_seen_on) AS "firstSeenOn", max(last_seen_on) AS "lastSeenOn"
  FROM party
  WHERE ($1::text IS NULL OR role = $1)
    AND ($2::text IS NULL OR strpos(lower(name), lower($2)) > 0
      OR (($3 OR id_type IN ('USCC', 'name')) AND starts_with(lower(id_number), lower($2))))
    AND ($4::uuid IS NULL OR (broker_id, role, id_type, id_number) > ($4, $5, $6, $7))
    AND ($9::uuid IS NULL OR broker_id = $9) AND ($10::text IS NULL OR customs_office = $10)
  GROUP BY broker_id, role, id_type, id_number
  ORDER BY broker_id, role, id_type, id_number LIMIT $8`;

const any = () => true;

/** The firms and persons that the actor may see. */
@Injectable()
export class PartiesService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: PartyQuery): Promise<Page<PartyAnswer>> {
    // Who sees the end of a number alone must not find out the rest by searching for its beginning.
    const seesNumbers = actor.role === 'broker';
    const asked = [query.role ?? null, query.search ?? null, seesNumbers];
    const own = [seesNumbers ? actor.organisationId : null, actor.role === 'officer' ? actor.office : null];
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        [isId, any, any, any],
        (after, limit) => tx.rows<PartyAnswer>(LIST, [...asked, ...(after ?? [null, null, null, null]), limit, ...own]),
        ({ broker, role, idType, id }) => [broker, role, idType, id],
      ),
    );
  }
}
