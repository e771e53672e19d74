import { recordAudits } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { isContainerNumber } from '../vocabulary/container-number.js';
import { newId } from '../vocabulary/id.js';

/** A container that somebody's papers place in a market. */
export interface VisitRequest {
  readonly market: string;
  readonly customsOffice: string | null;
  /** As the papers say, right or wrong: it is what the declarations of the visit are joined by. */
  readonly containerNumber: string;
  readonly sizeType?: string | undefined;
  readonly seals?: readonly string[] | undefined;
  readonly billOfLading?: string | undefined;
  readonly vessel?: string | undefined;
  readonly voyage?: string | undefined;
}

/**
 * Opens a visit for each container that has no open one in its market, for the firm of the transaction; the others are
 * left as they are, whoever opened them: a box stands in one place. A wrong number is kept and flagged, never refused:
 * real papers carry them, and the open item that shows one needs the row.
 */
export async function ensureVisits(tx: Tx, clock: Clock, visits: readonly VisitRequest[]): Promise<void> {
  const wanted = oneEach(visits);
  if (wanted.length === 0) return;
  const brokerId = tx.actor.organisationId;
  if (brokerId === null) throw new Error('A visit is opened for a firm: the actor must have one.');
  const opened = await tx.rows<{ id: string; market: string; containerNumber: string }>(
    `INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid,
       size_type, seals, announced_seals, bill_of_lading, vessel, voyage, created_at, updated_at)
     SELECT id, $2, market, "customsOffice", "containerNumber", "isValid", "sizeType", seals, seals, "billOfLading",
       vessel, voyage, $3, $3
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, market text, "customsOffice" text, "containerNumber" text,
       "isValid" boolean, "sizeType" text, seals text[], "billOfLading" text, vessel text, voyage text)
     ORDER BY id
     ON CONFLICT (market, container_number) WHERE visit_ended_at IS NULL DO NOTHING
     RETURNING id, market, container_number AS "containerNumber"`,
    [JSON.stringify(wanted.map(asRow)), brokerId, clock.now().toISOString()],
  );
  await recordAudits(
    tx,
    clock,
    opened.map(({ id, ...detail }) => ({
      action: 'shipment.opened',
      subjectType: 'shipment',
      subjectId: id,
      detail: { ...detail, cause: 'declaration' },
    })),
  );
}

const asRow = (visit: VisitRequest) => ({
  ...visit,
  id: newId(),
  seals: visit.seals ?? [],
  isValid: isContainerNumber(visit.containerNumber),
});

/**
 * The first request for each box, sorted by market and number: two batches that open the same boxes in different orders
 * would wait for each other's unique keys and deadlock.
 */
function oneEach(visits: readonly VisitRequest[]): VisitRequest[] {
  const byBox = new Map<string, VisitRequest>();
  for (const visit of visits) {
    const key = `${visit.market} ${visit.containerNumber}`;
    if (visit.containerNumber.trim() !== '' && !byBox.has(key)) byBox.set(key, visit);
  }
  return [...byBox].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, visit]) => visit);
}
