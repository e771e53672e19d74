import type { Market } from '../markets/domain/market.js';
import type { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { refuseAt } from '../messages/refusal.js';

/** The market a list is narrowed to, or null. One that is not there is refused: an empty list would say "nothing to do". */
export async function findMarketAskedFor(tx: Tx, markets: Markets, code: string | undefined): Promise<Market | null> {
  if (code === undefined) return null;
  const market = await markets.byCode(tx, code);
  if (market) return market;
  throw refuseAt('/query/market', 'malformed', 'market-unknown', { value: code });
}
