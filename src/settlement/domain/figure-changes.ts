import { FIGURES } from './figures.js';
import type { Statement } from './statement.js';

/** A figure that is another one now. Null is a figure that is not there: a destination nothing went to. */
export interface FigureChange {
  /** Where it stands: `closed.valueCny`, `bridge.not-closed.declarations`, `lines.week.2026-W46.KEN.valueUsd`. */
  readonly figure: string;
  readonly frozen: string | null;
  readonly now: string | null;
}

type Plain = string | number | readonly object[] | object;

/** What a row of a list is called by, instead of by its place: a new destination must not move all that follow. */
const nameOf = (row: Record<string, Plain>): string =>
  ['step', 'age', 'line', 'ofWeek', 'country'].flatMap((key) => (key in row ? [String(row[key])] : [])).join('.');

const NAMES = new Set(['step', 'age', 'line', 'ofWeek', 'country', 'from', 'to']);

function flatten(value: Plain, path: string, into: Map<string, string>): Map<string, string> {
  if (typeof value !== 'object') return into.set(path, String(value));
  const entries: (readonly [string, Plain])[] = Array.isArray(value)
    ? (value as Record<string, Plain>[]).map((row) => [nameOf(row), row])
    : Object.entries(value as Record<string, Plain>).filter(([key]) => path === '' || !NAMES.has(key));
  for (const [key, inner] of entries) flatten(inner, path === '' ? key : `${path}.${key}`, into);
  return into;
}

const partOf = (path: string): string => path.split('.')[0] ?? '';
const nameOfFigure = (path: string): string => path.split('.').at(-1) ?? '';

/**
 * Every figure in which two statements of one week differ, in the order of the first. Null instead of a statement: the firm has
 * none. A part or a figure that the frozen one never had, because it is older than that, is no difference.
 */
export function figureChanges(frozen: Statement | null, now: Statement | null): FigureChange[] {
  const before = flatten(frozen ?? {}, '', new Map());
  const after = flatten(now ?? {}, '', new Map());
  const had = new Set([...before.keys()].flatMap((path) => [partOf(path), `${partOf(path)}.${nameOfFigure(path)}`]));
  const isKnown = (path: string) => {
    const [part, name] = [partOf(path), nameOfFigure(path)];
    if (frozen === null) return true;
    return part in frozen && (!(name in FIGURES) || !had.has(part) || had.has(`${part}.${name}`));
  };
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((figure) => isKnown(figure) && before.get(figure) !== after.get(figure))
    .map((figure) => ({ figure, frozen: before.get(figure) ?? null, now: after.get(figure) ?? null }));
}
