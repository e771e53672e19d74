import { callerIdOf } from '../platform/database/actor.js';
import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import { newId } from '../vocabulary/id.js';
import type { ClearanceSignOffEntity } from './clearance-sign-off.entity.js';

/** An officer has seen a day's official result and stands for it. */
export type SignOff = Pick<ClearanceSignOffEntity, 'id' | 'remarks' | 'signedAt'> & { readonly by: string };

const COLUMNS = 'id, name AS by, remarks, signed_at AS "signedAt"';

/** Whoever signs by a session or a key is that person or key; one that came by another way, its name. */
const signerOf = ({ actor }: Tx): string => callerIdOf(actor) ?? actor.name;

/** Once a run an officer: whoever signs again, also at the same time, gets the first one. `isNew` says which. */
export async function signOff(
  tx: Tx,
  runId: string,
  { remarks, at }: { remarks: string | null; at: Instant },
): Promise<{ signed: SignOff; isNew: boolean }> {
  const inserted = await tx.run(
    `INSERT INTO clearance_sign_off (id, run_id, signer, name, remarks, signed_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (run_id, signer) DO NOTHING`,
    [newId(), runId, signerOf(tx), tx.actor.name, remarks, at],
  );
  const signed = await tx.one<SignOff>(`SELECT ${COLUMNS} FROM clearance_sign_off WHERE run_id = $1 AND signer = $2`, [
    runId,
    signerOf(tx),
  ]);
  if (!signed) throw new Error(`Run ${runId} was signed off and is not.`);
  return { signed, isNew: inserted === 1 };
}

/** Who signed a run off, the first one first. */
export const signOffsOf = (tx: Tx, runId: string | null): Promise<SignOff[]> =>
  tx.rows<SignOff>(`SELECT ${COLUMNS} FROM clearance_sign_off WHERE run_id = $1 ORDER BY id`, [runId]);
