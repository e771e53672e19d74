import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Page, readPage } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import type { PartyAnswer, PartyQuery } from './parties.dto.js';

const LIST = `
  SELECT role, id_type AS "idType", id_number AS id, name, country, broker_id AS broker,
    first_seen_on AS "firstSeenOn", last_seen_on AS "lastSeenOn"
  FROM party
  WHERE ($1::text IS NULL OR role = $1)
    AND ($2::text IS NULL OR strpos(lower(name), lower($2)) > 0 OR starts_with(lower(id_number), lower($2)))
    AND ($3::uuid IS NULL OR (broker_id, role, id_type, id_number) > ($3, $4, $5, $6))
  ORDER BY broker_id, role, id_type, id_number LIMIT $7`;

const any = () => true;

/** The firms and persons that the actor may see. */
@Injectable()
export class PartiesService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: PartyQuery): Promise<Page<PartyAnswer>> {
    const asked = [query.role ?? null, query.search ?? null];
    return this.database.transaction(actor, (tx) =>
      readPage(
        query,
        [isId, any, any, any],
        (after, limit) => tx.rows<PartyAnswer>(LIST, [...asked, ...(after ?? [null, null, null, null]), limit]),
        ({ broker, role, idType, id }) => [broker, role, idType, id],
      ),
    );
  }
}
