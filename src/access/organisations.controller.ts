import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
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
import { MergedFirms } from './merged-firms.service.js';
import {
  CreateOrganisation,
  MergeOrganisation,
  OrganisationAnswer,
  OrganisationQuery,
  ReplaceOrganisation,
} from './organisations.dto.js';
import { Organisations } from './organisations.service.js';

/** Firms and offices; a broker sees its own firm. */
@ApiTags('access')
@Controller('v1/organisations')
export class OrganisationsController {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
    private readonly mergedFirms: MergedFirms,
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

  @Post(':id/merge')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Merge a firm into another one',
    description:
      'The firm is closed and names its successor (`mergedInto`); its people, who sign in again, and its keys are those of the successor. What it has ' +
      'declared stays its own, also in figures. The successor finishes it by sending `Acting-For` with the id of the merged firm: it sees and does ' +
      'what that firm saw and did, but for new declarations. Opening the firm again ends that; its people are moved back by hand.',
  })
  @Roles('admin')
  @RequestExample({ into: '019a95e2-4c00-7000-8000-000000000009' })
  @ResponseExample(ORGANISATION)
  async merge(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() expected: ExpectedRevisions,
    @Body() { into }: MergeOrganisation,
  ): Promise<OrganisationAnswer> {
    if (!isId(id)) throw refuse('not-found', 'not-found', { what: 'organisation', value: id });
    return this.database.transaction(actor, (tx) =>
      this.mergedFirms.merge(tx, id.toLowerCase(), into.toLowerCase(), expected),
    );
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
