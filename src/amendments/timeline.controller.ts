import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DeclarationsReader } from '../declarations/reading/declarations.query.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Roles } from '../platform/http/roles.js';
import { ResponseExample } from '../platform/http/description/describe.js';
import { CurrentActor } from '../platform/http/request.js';
import { type TimelineEntry, timelineOf } from './domain/timeline.js';
import { TIMELINE } from './timeline.examples.js';
import { lifeOf } from './timeline.query.js';

@ApiTags('declarations')
@Controller('v1/declarations/:id/timeline')
export class TimelineController {
  constructor(
    private readonly database: Database,
    private readonly reader: DeclarationsReader,
  ) {}

  /** Not paged: a declaration has few receipts, and a part of the timeline would mislead. */
  @Get()
  @Roles('broker', 'officer', 'admin')
  @ApiOperation({ summary: 'Every state with time, source and raw message, in the order in which it counts' })
  @ResponseExample(TIMELINE)
  timeline(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.database.transaction(
      actor,
      async (tx) => {
        await this.reader.mustSee(tx, id);
        const items = timelineOf(await lifeOf(tx, id));
        return { items: items.map((entry) => shownTo(actor, entry)), nextCursor: null };
      },
      { snapshot: true },
    );
  }
}

/** Who at customs acted is for customs to know; the firm sees its own people. */
function shownTo({ role }: Actor, { by, ...entry }: TimelineEntry) {
  return role === 'broker' && entry.source !== 'broker' ? entry : { ...entry, by };
}
