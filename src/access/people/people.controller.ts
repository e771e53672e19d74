import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { refuse } from '../../messages/refusals/refusal.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import type { Actor } from '../../platform/database/actor.js';
import { RequestExample, ResponseExample } from '../../platform/http/description/describe.js';
import { page } from '../../platform/http/description/example.js';
import type { Page } from '../../platform/http/page.js';
import { CurrentActor, IfMatch } from '../../platform/http/request.js';
import { Roles } from '../../platform/http/roles.js';
import { isId } from '../../vocabulary/id.js';
import { NEW_PERSON, PERSON, PERSON_BODY, TEMPORARY_PASSWORD } from './people.examples.js';
import {
  CreatedPerson,
  CreatePerson,
  PeopleQuery,
  type PersonAnswer,
  ReplacePerson,
  type TemporaryPassword,
} from './people.dto.js';
import { PeopleRegister } from './people-register.service.js';

/** People of an administrator's choice, or of a firm's own administrator. */
@ApiTags('access')
@Controller('v1/people')
export class PeopleController {
  constructor(private readonly register: PeopleRegister) {}

  @Post()
  @Roles('admin', 'broker')
  @ApiOperation({
    summary: 'Make a person; the temporary password is in this answer and never again',
    description:
      "An administrator makes people of every firm and office, a firm's own administrator (signed in, not by a key) brokers of the own firm. " +
      'The temporary password opens nothing but `PUT /v1/me/password`, and ends after seven days.',
  })
  @RequestExample(PERSON_BODY)
  @ResponseExample(NEW_PERSON)
  create(@CurrentActor() actor: Actor, @Body() wanted: CreatePerson): Promise<CreatedPerson> {
    return this.register.create(actor, wanted);
  }

  @Get()
  @Roles('admin', 'auditor', 'broker')
  @ApiOperation({ summary: 'People; a broker sees those of its own firm' })
  @ResponseExample(page(PERSON))
  list(@CurrentActor() actor: Actor, @Query() query: PeopleQuery): Promise<Page<PersonAnswer>> {
    return this.register.page(actor, query);
  }

  @Get(':id')
  @Roles('admin', 'auditor', 'broker')
  @ApiOperation({ summary: 'A person' })
  @ResponseExample(PERSON)
  async byId(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PersonAnswer> {
    const found = isId(id) && (await this.register.byId(actor, id));
    if (!found) throw refuseUnknown(id);
    return found;
  }

  @Put(':id')
  @Roles('admin', 'broker')
  @ApiOperation({ summary: 'Change a person; one who is disabled is signed out everywhere within a second' })
  @RequestExample(PERSON_BODY)
  @ResponseExample(PERSON)
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @IfMatch() expected: ExpectedRevisions,
    @Body() wanted: ReplacePerson,
  ): Promise<PersonAnswer> {
    if (!isId(id)) throw refuseUnknown(id);
    return this.register.replace(actor, id, wanted, expected);
  }

  @Post(':id/password')
  @Roles('admin', 'broker')
  @ApiOperation({
    summary: 'Give a person a temporary password, which is in this answer and never again',
    description: 'The password that was there opens nothing any more, and all sessions of the person end.',
  })
  @ResponseExample(TEMPORARY_PASSWORD)
  async resetPassword(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TemporaryPassword> {
    if (!isId(id)) throw refuseUnknown(id);
    return this.register.resetPassword(actor, id);
  }
}

const refuseUnknown = (id: string) => refuse('not-found', 'not-found', { what: 'person', value: id });
