import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, ROLES, type Role } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Allow } from '../platform/http/allow.js';
import { Who } from '../platform/http/request.js';
import { Field } from '../platform/http/shape.js';
import { OrganisationAnswer } from './organisations.dto.js';
import { Organisations } from './organisations.service.js';

class Me {
  @Field.id()
  keyId!: string | null;

  @Field.text({ max: 100, required: true })
  name!: string;

  @Field.oneOf(ROLES, { required: true })
  role!: Role;

  @Field.object(() => OrganisationAnswer)
  organisation!: OrganisationAnswer | null;

  @Field.text({ max: 4, description: 'Office of an officer; null for everybody else.' })
  customsOffice!: string | null;
}

/** Who the caller is to us. */
@ApiTags('access')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
  ) {}

  @Get()
  @Allow('admin', 'broker', 'officer', 'analyst', 'channel')
  @ApiOkResponse({ type: Me })
  async me(@Who() actor: Actor): Promise<Me> {
    const { keyId, name, role, organisationId, office } = actor;
    const organisation =
      organisationId && (await this.database.transaction(actor, (tx) => this.organisations.byId(tx, organisationId)));
    return { keyId, name, role, organisation: organisation || null, customsOffice: office };
  }
}
