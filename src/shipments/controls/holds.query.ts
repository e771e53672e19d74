import type { Tx } from '../../platform/database/tx.js';
import type { Day, Instant } from '../../vocabulary/period.js';

/** A hold that stands on a container of a declaration. */
export interface HoldOnDeclaration {
  readonly declarationId: string;
  readonly containerNumber: string;
  readonly holdId: string;
  readonly reason: string;
  readonly owner: string;
  readonly reviewOn: Day;
  readonly heldAt: Instant;
}

/**
 * The holds that keep the containers of declarations, for those of `declarationIds` that are the actor's to see; also of
 * a container whose visit another firm opened (migration 0013 says how that crosses row-level security).
 */
export function holdsOnDeclarations(tx: Tx, declarationIds: readonly string[]): Promise<HoldOnDeclaration[]> {
  return tx.rows<HoldOnDeclaration>(
    `SELECT declaration_id AS "declarationId", container_number AS "containerNumber", hold_id AS "holdId", reason, owner,
       review_on AS "reviewOn", held_at AS "heldAt"
     FROM holds_on_declarations($1::uuid[])`,
    [declarationIds],
  );
}
