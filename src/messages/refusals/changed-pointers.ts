import { pointer } from './violation.js';

/** More of them than a reader looks at one by one: then the fields of the document are named, and not what is in them. */
const POINTERS_MAX = 100;

/** Where two states of a document differ, as JSON pointers; what is missing and what is null are the same. */
export function changedPointers(before: unknown, after: unknown): string[] {
  const found = differences(before ?? null, after ?? null, []);
  if (found.length <= POINTERS_MAX) return found.map((path) => pointer(...path));
  return [...new Set(found.map(([first]) => (first === undefined ? '' : pointer(first))))];
}

type Path = readonly (string | number)[];

function differences(before: unknown, after: unknown, at: Path): Path[] {
  const [one, other] = [partsOf(before), partsOf(after)];
  if (!one || !other || Array.isArray(before) !== Array.isArray(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [at];
  }
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.flatMap((name) => {
    const key = Array.isArray(before) ? Number(name) : name;
    return differences(one[name] ?? null, other[name] ?? null, [...at, key]);
  });
}

const partsOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
