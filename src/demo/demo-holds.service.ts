import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { HoldsService } from '../shipments/controls/holds.service.js';
import { VisitEventsService } from '../shipments/visits/visit-events.service.js';
import { Clock } from '../vocabulary/clock.js';
import { customsActor, type DemoFirmHeld } from './demo-people.js';

const HELD = 3;

/** Holds of today, so that there are some to be reviewed; one of the containers leaves all the same, which is an alarm. */
@Injectable()
export class DemoHolds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly holds: HoldsService,
    private readonly visitEvents: VisitEventsService,
  ) {}

  async place(market: string, customs: DemoFirmHeld): Promise<void> {
    await this.database.transaction(customsActor(customs), async (tx) => {
      const [leaving, ...staying] = await containersInCentre(tx, market);
      const hold = { reason: '毛重与申报不符，复核过磅记录', owner: '查验科', reviewOn: this.clock.today() };
      for (const id of staying) await this.holds.place(tx, id, hold);
      if (leaving === undefined) return;
      await this.holds.place(tx, leaving, hold);
      await this.visitEvents.record(tx, leaving, [{ code: 'GTOT', eventTime: this.clock.now().toISOString() }]);
    });
  }
}

/** The containers that came last and have not left. */
async function containersInCentre(tx: Tx, market: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT id FROM shipment WHERE market = $1 AND joined_until IS NULL AND NOT held AND status IN ('in-centre', 'released')
     ORDER BY arrived_at DESC, container_number LIMIT $2`,
    [market, HELD],
  );
  return rows.map(({ id }) => id);
}
