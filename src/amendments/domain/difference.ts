import type { DeclarationInput } from '../../declarations/domain/declaration.js';
import { pointer } from '../../messages/refusals/violation.js';

/** One field that differs; null where it is not there. */
export interface FieldChange {
  /**
   * A JSON pointer, in which a goods line is named by its number (`/goods/line:3/quantity`) and a container by its own
   * (`/containers/number:CSQU3054383/goodsLines`): positions say nothing when a line is removed.
   */
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Lists whose rows have a name of their own; their order has no meaning. */
const KEYS: Readonly<Record<string, string>> = { goods: 'line', containers: 'number' };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A list by the names of its rows, or null when a row has none or shares it: then the list is compared as a whole. */
function named(name: string, list: unknown): Fields | null {
  const key = KEYS[name];
  if (key === undefined || !Array.isArray(list)) return null;
  const rows = (list as Fields[]).map((row) => [`${key}:${String(row[key])}`, row] as const);
  const unique = new Set(rows.map(([label]) => label)).size === rows.length;
  return unique && rows.every(([, row]) => row[key] !== undefined) ? Object.fromEntries(rows) : null;
}

/** An empty list says as much as none. */
const plain = (value: unknown): unknown =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? null : value;

const same = (left: unknown, right: unknown): boolean => {
  if (isFields(left) && isFields(right)) return compare(left, right, []).length === 0;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((each, index) => same(each, right[index]));
  return left === right;
};

function compare(before: Fields, after: Fields, at: readonly string[]): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [left, right] = [plain(before[name]), plain(after[name])];
    const here = [...at, name];
    const rows = at.length === 0 ? [named(name, left ?? []), named(name, right ?? [])] : [null, null];
    if (rows[0] && rows[1]) return compare(rows[0], rows[1], here);
    if (isFields(left) && isFields(right)) return compare(left, right, here);
    return same(left, right) ? [] : [{ pointer: pointer(...here), before: left, after: right }];
  });
}

/** What differs between two contents of a declaration, field by field; rows are matched by their own numbers. */
export const contentDifference = (before: DeclarationInput, after: DeclarationInput): FieldChange[] =>
  compare(before as unknown as Fields, after as unknown as Fields, []);

/** The fields of a declaration that differ, each once. */
export const changedFields = (changes: readonly FieldChange[]): (keyof DeclarationInput)[] => [
  ...new Set(changes.map((change) => segmentsOf(change.pointer)[0] as keyof DeclarationInput)),
];

/** Puts a difference into a content: what `after` was, rows in the order of their numbers. */
export function applied(content: DeclarationInput, changes: readonly FieldChange[]): DeclarationInput {
  const tree = opened(content);
  for (const { pointer: place, after } of changes) put(tree, segmentsOf(place), after);
  return closed(tree);
}

const segmentsOf = (place: string): string[] =>
  place
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));

type Tree = { [name: string]: unknown };

function opened(content: DeclarationInput): Tree {
  const tree = JSON.parse(JSON.stringify(content)) as Tree;
  for (const name of Object.keys(KEYS)) tree[name] = named(name, tree[name] ?? []) ?? tree[name];
  return tree;
}

function put(tree: Tree, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    if (!isFields(tree[first])) tree[first] = {};
    put(tree[first] as Tree, rest, value);
  } else if (value === null) delete tree[first];
  else tree[first] = value;
}

function closed(tree: Tree): DeclarationInput {
  for (const [name, key] of Object.entries(KEYS)) {
    if (!isFields(tree[name])) continue;
    const order = (row: unknown): string => String((row as Fields)[key]).padStart(12, '0');
    const rows = Object.values(tree[name]).sort((left, right) => (order(left) < order(right) ? -1 : 1));
    tree[name] = rows;
  }
  return tree as unknown as DeclarationInput;
}
