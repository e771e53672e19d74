import type { Tx } from '../platform/database/tx.js';
import { openNumber } from './corrections.repository.js';

/** What customs has found that opens a request for corrections by itself: an inspection's result, or a look because of a lane. */
export interface Difference {
  readonly inspectionId?: string;
  /** Submission and control of the look: each is there once. */
  readonly laneCheck?: string;
}

/** Not filed, or over. */
const NOT_ASKED = ['draft', 'cancelled'];

/** Locks the declaration: of two that ask at once the second one sees what the first has asked. What is not filed, or over, is not asked. */
export async function mayAsk(
  tx: Tx,
  id: string,
  { inspectionId = null, laneCheck = null }: Partial<Record<keyof Difference, string | null>>,
): Promise<boolean> {
  const row = await tx.one<{ status: string }>('SELECT status FROM declaration WHERE id = $1 FOR UPDATE', [id]);
  if (!row || NOT_ASKED.includes(row.status) || (await openNumber(tx, id)) !== null) return false;
  const known = 'SELECT 1 FROM correction WHERE declaration_id = $1 AND (inspection_id = $2 OR lane_check = $3)';
  return (await tx.one(known, [id, inspectionId, laneCheck])) === null;
}
