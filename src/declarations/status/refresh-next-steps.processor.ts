import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { type JobPayload, Processor } from '../../platform/queue/job.js';
import { refreshNextSteps } from '../../shipments/refresh-next-steps.jobs.js';
import { NextSteps } from './next-steps.service.js';

type Payload = JobPayload & { readonly market: string; readonly container: string };

/**
 * Placing a hold does not lock the declarations in the container; this processor locks them and computes their next steps
 * again. Run twice or late it has the same result.
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
      const rows = await tx.rows<{ id: string }>(
        `SELECT d.id FROM declaration d
         WHERE d.market = $1 AND d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = $2)
           AND d.status NOT IN ('draft', 'closed', 'cancelled') ORDER BY d.id FOR UPDATE`,
        [market, container],
      );
      await this.nextSteps.refresh(
        tx,
        rows.map(({ id }) => id),
      );
      return { refreshed: rows.length };
    });
  }
}
