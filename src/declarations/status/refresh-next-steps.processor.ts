import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { type JobPayload, Processor } from '../../platform/queue/job.js';
import { refreshLaneSpansIn } from '../../lanes/lane-spans.js';
import { lockUnderWayIn } from '../../shipments/containers/declarations-in-containers.query.js';
import { refreshNextSteps } from '../../shipments/refresh-next-steps.jobs.js';
import { NextSteps } from './next-steps.service.js';

type Payload = JobPayload & { readonly market: string; readonly container: string };

/**
 * Placing a hold does not lock the declarations in the container; this processor locks them and computes their next steps
 * again, and what the lane of a release still misses. Run twice or late it has the same result.
 */
@Injectable()
@Processor(refreshNextSteps)
export class RefreshNextStepsProcessor {
  constructor(
    private readonly database: Database,
    private readonly nextSteps: NextSteps,
  ) {}

  process({ market, container }: Payload): Promise<{ refreshed: number }> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const ids = await lockUnderWayIn(tx, market, container);
      await this.nextSteps.refresh(tx, ids);
      await refreshLaneSpansIn(tx, market, container);
      return { refreshed: ids.length };
    });
  }
}
