import type { Tx } from '../../platform/database/tx.js';
import { holdNumbers } from '../store/reference-locks.js';
import {
  isPlausibleNumber,
  type NumberBreach,
  NUMBERLESS_REASONS,
  type Numbered,
} from '../domain/status/entry-number.js';

/** A customs number that a receipt brings to a declaration that has not had it. */
export interface NewNumber {
  readonly declarationId: string;
  readonly number: string;
}

/** Judges new numbers, one after the other: a number belongs to the first live declaration that got it. */
export type NumberJudge = (given: NewNumber) => NumberBreach | null;

/**
 * What is wrong with customs numbers that are new to their declarations, whose rows the caller holds. Who has one already is looked up among
 * the declarations of all firms, under the lock of the number: of two that bring it to two declarations at once the second one sees the first.
 */
export async function judgeOfNumbers(tx: Tx, given: readonly NewNumber[]): Promise<NumberJudge> {
  if (given.length === 0) return () => null;
  await holdNumbers(
    tx,
    given.map(({ number }) => number),
  );
  return tx.asService(async () => {
    const declarations = new Map(
      (await numberedOnes(tx, [...new Set(given.map(({ declarationId }) => declarationId))])).map((each) => [
        each.id,
        each,
      ]),
    );
    const owners = await ownersOf(tx, [...new Set(given.map(({ number }) => number))]);
    return ({ declarationId, number }) => {
      const numbered = declarations.get(declarationId);
      if (numbered && !isPlausibleNumber(number, numbered)) return 'entry-id-implausible';
      const known = owners.get(number) ?? new Set<string>();
      if ([...known].some((owner) => owner !== declarationId)) return 'entry-id-taken';
      owners.set(number, known.add(declarationId));
      return null;
    };
  });
}

function numberedOnes(tx: Tx, ids: readonly string[]): Promise<(Numbered & { readonly id: string })[]> {
  return tx.rows<Numbered & { readonly id: string }>(
    `SELECT d.id, d.customs_office AS "customsOffice", ARRAY(
       SELECT DISTINCT extract(year FROM s.filed_at AT TIME ZONE 'Asia/Shanghai')::integer FROM submission s WHERE s.declaration_id = d.id) AS "filedIn"
     FROM declaration d WHERE d.id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** The live declarations that have these numbers, or had them before they were filed again. */
async function ownersOf(tx: Tx, numbers: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx.rows<{ number: string; owner: string }>(
    `SELECT n.number, d.id AS owner FROM receipt r
     CROSS JOIN LATERAL (VALUES (r.given_entry_id), (r.added_entry_id)) AS n (number)
     JOIN declaration d ON d.id = r.declaration_id AND d.status NOT IN ('draft', 'cancelled')
     WHERE (r.given_entry_id = ANY ($1) OR r.added_entry_id = ANY ($1)) AND r.declaration_id IS NOT NULL AND n.number = ANY ($1)
       AND r.dismissed_at IS NULL AND (r.parked_reason IS NULL OR r.parked_reason <> ALL ($2))
     UNION
     SELECT entry_id, id FROM declaration WHERE entry_id = ANY ($1) AND status NOT IN ('draft', 'cancelled')`,
    [numbers, NUMBERLESS_REASONS],
  );
  const owners = new Map<string, Set<string>>();
  for (const { number, owner } of rows) owners.set(number, (owners.get(number) ?? new Set()).add(owner));
  return owners;
}
