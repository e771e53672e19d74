import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../platform/database/actor.js';
import { LongWork } from '../platform/http/long-work.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { page } from '../platform/http/description/example.js';
import type { Page } from '../platform/http/page.js';
import { CurrentActor, CurrentLanguage } from '../platform/http/request.js';
import { Roles } from '../platform/http/roles.js';
import type { Language } from '../vocabulary/language.js';
import { EXCLUDED_FIRM, TODO_ENTRY } from './open-items.examples.js';
import { TodoQuery } from './open-items.dto.js';
import { type TodoEntry, TodoService } from './todo.service.js';
import type { ExcludedFirm } from './without-failing.query.js';

@ApiTags('follow-up')
@LongWork()
@Controller('v1/todo')
export class TodoController {
  constructor(private readonly todo: TodoService) {}

  @Get()
  @Roles('broker', 'officer')
  @ApiOperation({
    summary: 'What the caller has to do, the earliest due first',
    description:
      "The open items that are the caller's side's, and the steps of declarations that are none: drafts to be submitted, and, for customs, releases, requests and answers to decide on, holds to review, lowered lanes to confirm. `text` is the whole sentence, with the reason of a return. What has no due time comes last. What is due later than in 30 days is listed with `all=true` only.",
  })
  @ResponseExample({ ...page(TODO_ENTRY), excluded: [EXCLUDED_FIRM] })
  list(
    @CurrentActor() actor: Actor,
    @Query() query: TodoQuery,
    @CurrentLanguage() language: Language,
  ): Promise<Page<TodoEntry> & { excluded: ExcludedFirm[] }> {
    return this.todo.list(actor, query, language);
  }
}
