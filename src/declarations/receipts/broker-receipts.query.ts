import type { Tx } from '../../platform/database/tx.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import { type Named, receiptTargetOf } from './receipt-targets.js';
import { findTargets } from './receipts.repository.js';

/** Of these declarations those of a market in which brokers report no receipts, with the market. The default is that they do. */
export async function closedToBrokers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; market: string }>(
    `SELECT d.id, d.market FROM declaration d JOIN market m ON m.code = d.market
     WHERE d.id = ANY ($1::uuid[]) AND m.settings -> 'brokerReceipts' = 'false'::jsonb`,
    [ids],
  );
  return new Map(rows.map(({ id, market }) => [id, market]));
}

/** The receipts of a firm about declarations of a market that takes none from firms. */
export async function receiptsOfClosedMarkets(tx: Tx, receipts: readonly Named[]): Promise<Violation[]> {
  const targets = await findTargets(tx, receipts);
  const closed = await closedToBrokers(
    tx,
    targets.map(({ id }) => id),
  );
  return receipts.flatMap((receipt, index) => {
    const meant = receiptTargetOf(receipt, targets);
    const market = typeof meant === 'string' ? undefined : closed.get(meant.id);
    return market === undefined ? [] : [violation('broker-receipts-off', pointer('receipts', index), { market })];
  });
}
