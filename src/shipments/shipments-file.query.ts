import type { Tx } from '../platform/database/tx.js';
import { LIST_BATCH_ROWS, type ListColumn, type ListFile } from '../platform/http/list-files.js';
import type { Day } from '../vocabulary/period.js';
import { asSeenFrom } from './domain/shipment.js';
import type { ShipmentFilters } from './shipments.dto.js';
import { type ListedShipmentRow, shipmentsCountStatement, shipmentsStatement } from './shipments.query.js';

/** The columns of the list as a file, by the names that the fields have in JSON. */
const NAMES = [
  ...['id', 'containerNumber', 'status', 'market', 'brokerName', 'sizeType', 'billOfLading', 'vessel', 'voyage'],
  ...['reference', 'stuffedAt', 'arrivedAt', 'inspectionOrderedAt', 'openedAt', 'resealedAt', 'releasedAt', 'leftAt'],
  ...['loadedAt', 'departedAt', 'visitEndedAt', 'createdAt'],
] as const satisfies readonly (keyof ListedShipmentRow)[];
const COLUMNS: readonly ListColumn[] = [
  ...NAMES.map((name) => ({ name, type: 'text' as const })),
  ...['seals', 'held', 'sealAlarm'].map((name) => ({ name, type: 'text' as const })),
];

/** The list of shipments, whole, in its order. */
export async function shipmentsFile(tx: Tx, query: ShipmentFilters, today: Day): Promise<ListFile> {
  const count = shipmentsCountStatement(tx.actor, query);
  const { n = 0 } = (await tx.one<{ n: number }>(count.sql, count.params)) ?? {};
  const { sql, params } = shipmentsStatement(tx.actor, query, null);
  const { actor } = tx;
  const batches = (async function* () {
    for await (const rows of tx.batches<ListedShipmentRow>(sql, params, LIST_BATCH_ROWS))
      yield rows.map((row) => {
        const seen = asSeenFrom(row, actor);
        return [...NAMES.map((name) => seen[name]), seen.seals.join(' '), String(seen.held), String(seen.sealAlarm)];
      });
  })();
  return { names: [`shipments_${today}`, `集装箱_${today}`], columns: COLUMNS, rowCount: n, batches };
}
