import type { Tx } from '../platform/database/tx.js';

/** Every firm there is, in the order in which a run writes them: which of them a market knows is part of what may fail. */
export async function allFirms(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>("SELECT id FROM organisation WHERE kind = 'broker' ORDER BY id");
  return rows.map(({ id }) => id);
}
