import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample, RequestExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import { KEY, KEY_BODY, NEW_KEY } from './access.examples.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor } from '../platform/http/request.js';
import { isId } from '../vocabulary/id.js';
import { refuse } from '../messages/refusals/refusal.js';
import { KeyRegister } from './key-register.service.js';
import { CreatedKey, CreateKey, type KeyAnswer, KeyQuery } from './keys.dto.js';

/** Keys of an administrator's choice, or of a broker's own firm. */
@ApiTags('access')
@Roles('admin', 'broker')
@Controller('v1/keys')
export class KeysController {
  constructor(
    private readonly database: Database,
    private readonly register: KeyRegister,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Make a key; its text is in this answer and never again' })
  @RequestExample(KEY_BODY)
  @ResponseExample(NEW_KEY)
  async create(@CurrentActor() actor: Actor, @Body() wanted: CreateKey): Promise<CreatedKey> {
    let text = '';
    const made = await this.database.transaction(actor, async (tx) => {
      const { key, ...rest } = await this.register.issue(tx, wanted);
      text = key;
      // What the transaction returns is kept under the Idempotency-Key: the secret must not lie in a table.
      return { ...rest, key: null };
    });
    return { ...made, key: text };
  }

  @Post(':id/rotation')
  @ApiOperation({
    summary: 'Make a second key beside one that is to be replaced; both work until one of them is revoked',
    description:
      'The new one has the same role, organisation and scopes, and a year. Keys that the old one has made end with the old one.',
  })
  @ResponseExample(NEW_KEY)
  async rotate(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CreatedKey> {
    if (!isId(id)) throw refuse('not-found', 'not-found', { what: 'key', value: id });
    let text = '';
    const made = await this.database.transaction(actor, async (tx) => {
      const { key, ...rest } = await this.register.rotate(tx, id);
      text = key;
      return { ...rest, key: null };
    });
    return { ...made, key: text };
  }

  @Get()
  @ApiOperation({ summary: 'Keys, without their texts' })
  @ResponseExample(page(KEY))
  list(@CurrentActor() actor: Actor, @Query() query: KeyQuery): Promise<Page<KeyAnswer>> {
    return this.database.transaction(actor, (tx) => this.register.page(tx, query));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Revoke a key, and every key that it has made: they work no more from now on' })
  @HttpCode(204)
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    if (!isId(id)) throw refuse('not-found', 'not-found', { what: 'key', value: id });
    await this.database.transaction(actor, (tx) => this.register.revoke(tx, id));
  }
}
