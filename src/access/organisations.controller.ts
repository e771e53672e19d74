import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { ORGANISATION, ORGANISATION_BODY, ORGANISATION_CHANGE } from './access.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor, IfMatch } from '../platform/http/request.js';
import { isId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import { CreateOrganisation, OrganisationAnswer, OrganisationQuery, ReplaceOrganisation } from './organisations.dto.js';
import { Organisations } from './organisations.service.js';

/** Firms and offices; a broker sees its own firm. */
@ApiTags('access')
@Controller('v1/organisations')
export class OrganisationsController {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Enter a firm or an office' })
  @Roles('admin')
  @RequestExample(ORGANISATION_BODY)
  @ResponseExample(ORGANISATION)
  create(@CurrentActor() actor: Actor, @Body() wanted: CreateOrganisation): Promise<OrganisationAnswer> {
    return this.database.transaction(actor, (tx) => this.organisations.create(tx, wanted));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Rename a firm or an office, correct it, or close it' })
  @Roles('admin')
  @RequestExample(ORGANISATION_CHANGE)
  @ResponseExample(ORGANISATION)
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() expected: ExpectedRevisions,
    @Body() wanted: ReplaceOrganisation,
  ): Promise<OrganisationAnswer> {
    if (!isId(id)) throw refuse('not-found', 'not-found', { what: 'organisation', value: id });
    return this.database.transaction(actor, (tx) => this.organisations.replace(tx, id, wanted, expected));
  }

  @Get()
  @ApiOperation({ summary: 'Firms and offices; a broker sees its own' })
  @Roles('admin', 'auditor', 'broker', 'officer', 'analyst')
  @ResponseExample(page(ORGANISATION))
  list(@CurrentActor() actor: Actor, @Query() query: OrganisationQuery): Promise<Page<OrganisationAnswer>> {
    return this.database.transaction(actor, (tx) => this.organisations.page(tx, query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A firm or an office' })
  @Roles('admin', 'auditor', 'broker', 'officer', 'analyst')
  @ResponseExample(ORGANISATION)
  async byId(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OrganisationAnswer> {
    const found = isId(id) && (await this.database.transaction(actor, (tx) => this.organisations.byId(tx, id)));
    if (!found) throw refuse('not-found', 'not-found', { what: 'organisation', value: id });
    return found;
  }
}
