import { Injectable } from '@nestjs/common';
import { assertSeesLanes } from '../../declarations/reading/assert-filters.js';
import { Markets } from '../../markets/markets.service.js';
import { assertRange } from '../../messages/refusals/range.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { ReleaseTimesQuery } from './release-times.dto.js';
import { type ReleaseTimes, releaseTimes } from './release-times.query.js';

/** How long customs and the port took, measured from the stamps. */
@Injectable()
export class ReleaseTimesService {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
  ) {}

  of(actor: Actor, query: ReleaseTimesQuery): Promise<ReleaseTimes[]> {
    assertRange(query);
    if (query.by?.includes('lane')) assertSeesLanes(actor);
    return this.database.transaction(
      actor,
      async (tx) => {
        await this.markets.ofQuery(tx, query.market);
        return releaseTimes(tx, query);
      },
      { snapshot: true },
    );
  }
}
