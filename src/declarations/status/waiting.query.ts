import type { Pause } from '../../markets/domain/pauses.js';
import type { Tx } from '../../platform/database/tx.js';
import { holdsOnDeclarations } from '../../shipments/holds.query.js';
import { type Box, type Wait, waitOfBox } from '../domain/status/waits.js';

type Of<T> = T & { readonly declarationId: string };

/**
 * What these declarations wait for beside their status, by id. Read from the tables of whoever writes them: amendments and
 * corrections stand right of us on the ladder and ask for a refresh when theirs change. Each reader finds what it may see,
 * which is the same for all who ever ask: a request that was not sent makes nobody wait. Boxes keep only what is with customs.
 */
export async function waitsOf(
  tx: Tx,
  ids: readonly string[],
  withCustoms: readonly string[],
): Promise<Map<string, Wait[]>> {
  const found = new Map<string, Wait[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  if (withCustoms.length > 0) for (const [id, wait] of await waitsOfBoxes(tx, withCustoms)) found.get(id)?.push(wait);
  const requests = await tx.rows<Of<Wait>>(
    `SELECT declaration_id AS "declarationId", 'decide-amendment' AS kind, asked_at AS since, NULL::date AS "dueOn",
       jsonb_build_object('number', number::text, 'kind', kind) AS params
     FROM amendment WHERE declaration_id = ANY ($1::uuid[]) AND state = 'pending'
     UNION ALL
     SELECT declaration_id, CASE state WHEN 'sent' THEN 'answer-correction' ELSE 'review-answer' END, state_since,
       CASE state WHEN 'sent' THEN due_on END, jsonb_build_object('number', number::text)
     FROM correction WHERE declaration_id = ANY ($1::uuid[]) AND state IN ('sent', 'answered')`,
    [ids],
  );
  for (const { declarationId, ...wait } of requests) found.get(declarationId)?.push(wait);
  return found;
}

async function waitsOfBoxes(tx: Tx, ids: readonly string[]): Promise<[string, Wait][]> {
  // First, for it locks the boxes: a hold that was being placed is in the statement after it.
  const boxes = await tx.rows<Of<Box>>(
    `SELECT declaration_id AS "declarationId", container_number AS "containerNumber", inspected_since AS "inspectedSince",
       open_since AS "openSince"
     FROM containers_of_declarations($1::uuid[])`,
    [ids],
  );
  // Most declarations have no box here, and ask nothing.
  const boxed = [...new Set(boxes.map(({ declarationId }) => declarationId))];
  const holds = boxed.length === 0 ? [] : await holdsOnDeclarations(tx, boxed);
  return [
    ...boxes.flatMap((box) => waitOfBox(box).map((wait): [string, Wait] => [box.declarationId, wait])),
    ...holds.map(({ declarationId, containerNumber: container, ...hold }): [string, Wait] => {
      const { reason, owner, heldAt: since, reviewOn: dueOn } = hold;
      return [declarationId, { kind: 'review-hold', since, dueOn, params: { container, reason, owner } }];
    }),
  ];
}

/** When the clock of customs stood still for these declarations, by id; see the view `correction_pause`. */
export async function pausesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Pause[]>> {
  const rows = await tx.rows<Of<Pause>>(
    `SELECT declaration_id AS "declarationId", since, until FROM correction_pause
     WHERE declaration_id = ANY ($1::uuid[]) AND side = 'customs'`,
    [ids],
  );
  const found = new Map<string, Pause[]>();
  for (const { declarationId, ...pause } of rows) {
    found.set(declarationId, [...(found.get(declarationId) ?? []), pause]);
  }
  return found;
}
