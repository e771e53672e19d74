import { recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Clock } from '../../vocabulary/clock.js';
import type { Instant } from '../../vocabulary/period.js';
import type { Shipment } from '../domain/shipment.js';
import { publishRefresh } from '../refresh-next-steps.jobs.js';

export type ContainerKey = Pick<Shipment, 'market' | 'containerNumber'>;

/**
 * Ends the visits of those of the containers that have left the centre, whichever firm's they are: their next visits begin
 * at `at`, which is when the rows of those are made. Returns the containers that are free now. Their declarations wait no longer for what customs did to the container in the last
 * visit (migration 0035 says how this crosses row-level security).
 */
export async function endLeftVisits(
  tx: Tx,
  clock: Clock,
  containers: readonly ContainerKey[],
  at: Instant,
): Promise<ContainerKey[]> {
  if (containers.length === 0) return [];
  const ended = await tx.rows<ContainerKey & { id: string }>(
    'SELECT id, market, container_number AS "containerNumber" FROM end_left_visits($1::text[], $2::text[], $3)',
    [containers.map(({ market }) => market), containers.map(({ containerNumber }) => containerNumber), at],
  );
  await publishRefresh(tx, ended);
  await recordAudits(
    tx,
    clock,
    ended.map(({ id, ...detail }) => ({
      action: 'shipment.visit-ended',
      subjectType: 'shipment',
      subjectId: id,
      detail: { ...detail, cause: 'next-visit' },
    })),
  );
  return ended;
}
