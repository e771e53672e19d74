import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor, Role } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { CurrentActor } from '../platform/http/request.js';
import { ME } from './access.examples.js';
import type { OrganisationAnswer } from './organisations.dto.js';
import { Organisations } from './organisations.service.js';

interface Me {
  readonly keyId: string | null;
  readonly name: string;
  readonly role: Role;
  readonly organisation: OrganisationAnswer | null;
  /** Office of an officer; null for everybody else. */
  readonly customsOffice: string | null;
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
  @ApiOperation({ summary: 'Who the caller is to the service' })
  @Roles('admin', 'broker', 'officer', 'analyst', 'channel')
  @ResponseExample(ME)
  async me(@CurrentActor() actor: Actor): Promise<Me> {
    const { keyId, name, role, organisationId, office } = actor;
    const organisation =
      organisationId && (await this.database.transaction(actor, (tx) => this.organisations.byId(tx, organisationId)));
    return { keyId, name, role, organisation: organisation || null, customsOffice: office };
  }
}
