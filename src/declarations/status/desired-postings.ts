import type { DesiredPosting, Cause } from '../../statistics/export-ledger.js';
import { businessDayOf, type Instant } from '../../vocabulary/period.js';
import type { Item } from '../domain/declaration.js';
import type { StatusRow } from '../store/status-columns.js';

function causeOf(before: StatusRow, after: StatusRow): Cause {
  if (after.status === 'closed') return before.status === 'closed' ? 'correction' : 'closing';
  return after.status === 'cancelled' ? 'cancellation' : 'correction';
}

/** A closing holds from its own time on; what ended it, from when that happened. */
function effectiveAtOf({ status, closedAt, cancelledAt, returnedAt, pastEpisodes }: StatusRow): Instant | null {
  if (status === 'closed') return closedAt;
  const past = pastEpisodes?.at(-1);
  return cancelledAt ?? returnedAt ?? past?.cancelledAt ?? past?.returnedAt ?? null;
}

/** What the export ledger shall hold of a declaration from now on: its items while it is closed, nothing otherwise. */
export function desiredPostingOf(before: StatusRow, after: StatusRow, items: readonly Item[]): DesiredPosting {
  const { id, version, market, brokerId, currency, transportMode, status, closedAt } = after;
  return {
    declarationId: id,
    version,
    cause: causeOf(before, after),
    market,
    brokerId,
    currency: currency ?? '',
    transportMode: transportMode ?? '',
    effectiveAt: effectiveAtOf(after),
    statDay: status === 'closed' && closedAt !== null ? businessDayOf(closedAt) : null,
    items: items.map(({ itemNumber, hsCode, name, finalDestination, fobCny, fobUsd, netWeightKg, quantity, unit }) => ({
      ...{ itemNumber, hsCode, name, finalDestination, fobCny, fobUsd, netWeightKg, quantity, unit },
    })),
  };
}
