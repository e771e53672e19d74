import { Injectable } from '@nestjs/common';
import { DeclarationsReader } from '../declarations/reading/declarations.query.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type TimelineEntry, timelineOf } from './domain/timeline.js';
import { lifeOf } from './timeline.query.js';

@Injectable()
export class TimelineService {
  constructor(
    private readonly database: Database,
    private readonly reader: DeclarationsReader,
  ) {}

  /** Not paged: a declaration has few receipts, and a part of the timeline would mislead. */
  of(actor: Actor, id: string) {
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
