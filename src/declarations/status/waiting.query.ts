import type { Pause } from '../../markets/domain/pauses.js';
import type { Tx } from '../../platform/database/tx.js';
import { holdsOnDeclarations } from '../../shipments/controls/holds.query.js';
import { type ContainerWork, type DeclarationWait, waitsOfContainer } from '../domain/status/waits.js';

type Of<T> = T & { readonly declarationId: string };

/**
 * What these declarations wait for beside their status, by id. Read from the tables of whoever writes them: amendments and
 * corrections come after declarations on the ladder and refresh the next steps when theirs change. Each reader finds what it
 * may see, which is the same for all callers: a request that was not sent makes nobody wait. Containers hold back only
 * declarations that are with customs.
 */
export async function waitsOf(
  tx: Tx,
  ids: readonly string[],
  withCustoms: readonly string[],
): Promise<Map<string, DeclarationWait[]>> {
  const found = new Map<string, DeclarationWait[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  if (withCustoms.length > 0)
    for (const [id, wait] of await waitsOfContainers(tx, withCustoms)) found.get(id)?.push(wait);
  const requests = await tx.rows<Of<DeclarationWait>>(
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

async function waitsOfContainers(tx: Tx, ids: readonly string[]): Promise<[string, DeclarationWait][]> {
  // First, because it locks the containers: a hold that was being placed is read by the statement after it.
  const containers = await tx.rows<Of<ContainerWork>>(
    `SELECT declaration_id AS "declarationId", container_number AS "containerNumber", inspected_since AS "inspectedSince",
       open_since AS "openSince"
     FROM containers_of_declarations($1::uuid[])`,
    [ids],
  );
  // Most declarations have no container here, and need no further statement.
  const held = [...new Set(containers.map(({ declarationId }) => declarationId))];
  const holds = held.length === 0 ? [] : await holdsOnDeclarations(tx, held);
  return [
    ...containers.flatMap((container) =>
      waitsOfContainer(container).map((wait): [string, DeclarationWait] => [container.declarationId, wait]),
    ),
    ...holds.map(({ declarationId, containerNumber: container, ...hold }): [string, DeclarationWait] => {
      const { reason, owner, heldAt: since, reviewOn: dueOn } = hold;
      return [declarationId, { kind: 'review-hold', since, dueOn, params: { container, reason, owner } }];
    }),
  ];
}

/** When the terms of customs were paused for these declarations, by id; see the view `correction_pause`. */
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
