import type { Tx } from '../../platform/database/tx.js';
import type { Header } from './content.js';
import type { ContainerLoad, DeclarationInput, GoodsLine, Item } from '../domain/declaration.js';
import { type Columns, CONTAINER_COLUMNS, GOODS_COLUMNS, ITEM_COLUMNS } from './records.js';

/** The parts of a declaration that have tables of their own. */
export interface StoredParts {
  readonly goods: GoodsLine[];
  readonly containers: ContainerLoad[];
}

type Row = Record<string, unknown>;
type Keyed = Row & { declarationId: string };

const selectOf = (table: string, columns: Columns): string =>
  `SELECT declaration_id AS "declarationId", ${columns.map(([column, name]) => `${column} AS "${name}"`).join(', ')}
   FROM ${table} WHERE declaration_id = ANY ($1::uuid[]) ORDER BY declaration_id, ${columns[0]?.[0] ?? ''}`;

/** What was left out is not there again: the reader gets the input as it was given. */
function withoutBlanks({ declarationId: _id, position: _position, ...row }: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

async function rowsByDeclaration(tx: Tx, sql: string, ids: readonly string[]): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of await tx.rows<Keyed>(sql, [ids])) found.get(row.declarationId)?.push(withoutBlanks(row));
  return found;
}

/** Goods lines and containers of declarations, in the order in which they were given. */
export async function storedParts(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredParts>> {
  const goods = await rowsByDeclaration(tx, selectOf('goods_line', GOODS_COLUMNS), ids);
  const containers = await rowsByDeclaration(tx, selectOf('declaration_container', CONTAINER_COLUMNS), ids);
  const partsOf = (id: string): StoredParts => ({
    goods: (goods.get(id) ?? []) as unknown as GoodsLine[],
    containers: (containers.get(id) ?? []) as unknown as ContainerLoad[],
  });
  return new Map(ids.map((id) => [id, partsOf(id)]));
}

/** The items of declarations, by item number. */
export async function storedItems(tx: Tx, ids: readonly string[]): Promise<Map<string, Item[]>> {
  return (await rowsByDeclaration(tx, selectOf('declaration_item', ITEM_COLUMNS), ids)) as unknown as Map<
    string,
    Item[]
  >;
}

/** Declarations as their brokers gave them, by id: the input of the rules at submission. */
export async function storedInputs(tx: Tx, ids: readonly string[]): Promise<Map<string, DeclarationInput>> {
  if (ids.length === 0) return new Map();
  const heads = await tx.rows<{ id: string; header: Header }>(
    'SELECT id, header FROM declaration WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  const parts = await storedParts(tx, ids);
  return new Map(heads.map(({ id, header }) => [id, { ...header, ...parts.get(id) }]));
}
