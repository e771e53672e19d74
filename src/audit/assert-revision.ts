import type { CurrentState, Refusal } from '../messages/refusals/refusal.js';
import { type ExpectedRevisions, isExpected, staleRefusal } from '../messages/refusals/revision.js';
import type { Tx } from '../platform/database/tx.js';
import type { AuditChange } from './audit.js';

/** A resource as it is now, under the name that its changes have in the audit trail. */
export interface Revised {
  readonly subjectId: string;
  /** As in {@link AuditChange}. */
  readonly resource: string;
  readonly revision: number;
}

/** Refuses a change that builds on other revisions than the one that is there; the caller holds the lock of the resource. */
export async function assertRevision(tx: Tx, expected: ExpectedRevisions, held: Revised): Promise<void> {
  if (!isExpected(expected, held.revision)) throw await staleRevision(tx, expected, held);
}

/** The refusal of such a change, with what others have made of it meanwhile. */
export async function staleRevision(tx: Tx, expected: ExpectedRevisions, held: Revised): Promise<Refusal> {
  const known = (expected ?? []).filter((revision) => revision < held.revision);
  return staleRefusal(await currentState(tx, held, known.length === 0 ? null : Math.max(...known)), expected);
}

interface NotedChange extends AuditChange {
  readonly by: string;
  readonly at: string;
}

/** Changes that a caller can have missed; who missed more reads the whole again. */
const CHANGES_MAX = 100;

async function currentState(
  tx: Tx,
  { subjectId, resource, revision }: Revised,
  since: number | null,
): Promise<CurrentState> {
  // Who may change a resource may know who else has changed it; the trail itself is for administrators.
  const noted = await tx.asService(() =>
    tx.rows<NotedChange>(
      `SELECT (detail #>> '{change,from}')::int AS "from", (detail #>> '{change,to}')::int AS "to",
         detail #>> '{change,resource}' AS resource, detail #> '{change,changed}' AS changed, actor_name AS by, at
       FROM audit_entry WHERE subject_id = $1 AND detail #>> '{change,resource}' = $2 ORDER BY id DESC LIMIT $3`,
      [subjectId, resource, CHANGES_MAX],
    ),
  );
  const [last] = noted;
  const isLast = last?.to === revision;
  return {
    revision,
    changedBy: isLast ? last.by : null,
    changedAt: isLast ? last.at : null,
    changed: changedSince(noted, since, revision) ?? [''],
  };
}

/** Null where the changes do not lead from one revision to the other without a gap. */
function changedSince(latestFirst: readonly NotedChange[], since: number | null, now: number): string[] | null {
  if (since === null) return null;
  const changed = new Set<string>();
  let revision = now;
  for (const each of latestFirst) {
    if (revision <= since) break;
    if (each.to !== revision) return null;
    for (const place of each.changed) changed.add(place);
    revision = each.from;
  }
  return revision === since ? [...changed].sort() : null;
}
