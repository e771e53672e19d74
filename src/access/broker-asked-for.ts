import type { Tx } from '../platform/database/tx.js';
import { refuseAt } from '../messages/refusals/refusal.js';

/** The firm a list is narrowed to, or null; a broker's own in any case. Another firm is as good as none for a broker. */
export async function brokerAskedFor(tx: Tx, id: string | undefined): Promise<string | null> {
  const { role, organisationId } = tx.actor;
  const own = role === 'broker' ? organisationId : null;
  if (id === undefined || id === own) return own;
  const known = await tx.one(
    "SELECT 1 FROM organisation WHERE id = $1 AND kind = 'broker' AND own_organisation(id, kind)",
    [id],
  );
  if (known && own === null) return id;
  const params = { what: 'broker', value: id };
  throw refuseAt('/query/broker', 'malformed', 'not-found', params);
}
