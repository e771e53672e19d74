import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { PARTY } from './parties.examples.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { isId } from '../vocabulary/id.js';
import { PartyAnswer, PartyQuery } from './parties.dto.js';

const LIST = `
  SELECT role, id_type AS "idType", id_number AS id, name, country, broker_id AS broker,
    first_seen_on AS "firstSeenOn", last_seen_on AS "lastSeenOn"
  FROM party
  WHERE ($1::text IS NULL OR role = $1)
    AND ($2::text IS NULL OR strpos(lower(name), lower($2)) > 0 OR starts_with(lower(id_number), lower($2)))
    AND ($3::uuid IS NULL OR (broker_id, role, id_type, id_number) > ($3, $4, $5, $6))
  ORDER BY broker_id, role, id_type, id_number LIMIT $7`;

const any = () => true;

/** Consignors, principals and buyers as declarations named them; a broker sees those of its own. */
@ApiTags('parties')
@Roles('broker', 'officer', 'admin')
@Controller('v1/parties')
export class PartiesController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ summary: 'Firms and persons that declarations have named' })
  @ResponseExample(page(PARTY))
  list(@CurrentActor() actor: Actor, @Query() query: PartyQuery): Promise<Page<PartyAnswer>> {
    const limit = limitOf(query);
    const after = cursorOf(query, [isId, any, any, any]) ?? [null, null, null, null];
    const params = [query.role ?? null, query.search ?? null, ...after, limit + 1];
    return this.database.transaction(actor, async (tx) =>
      pageOf(await tx.rows<PartyAnswer>(LIST, params), limit, ({ broker, role, idType, id }) => [
        broker,
        role,
        idType,
        id,
      ]),
    );
  }
}
