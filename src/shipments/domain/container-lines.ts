import type { LoadedLine } from './load.js';
import { groupBy } from '../../vocabulary/group-by.js';

/** What a declaration says lies in one of its containers. */
export interface ContainerShare {
  readonly declarationId: string;
  readonly number: string;
  readonly goodsLines: readonly number[] | null;
}

export type DeclaredLine = Omit<LoadedLine, 'shared'>;

interface ContainerLines {
  readonly lines: LoadedLine[];
  readonly goodsLinesKnown: boolean;
}

/**
 * The goods lines that lie in a container, a declaration. Lines that are named lie there; of a declaration that names none all
 * lie there if it has no other container. A line that several containers name is `shared`: it is listed in each.
 */
export function linesInContainer(
  number: string,
  shares: readonly ContainerShare[],
  lines: readonly DeclaredLine[],
): Map<string, ContainerLines> {
  const sharesOf = groupBy(shares, ({ declarationId }) => declarationId);
  const linesOf = groupBy(lines, ({ declarationId }) => declarationId);
  const found = new Map<string, ContainerLines>();
  for (const [id, own] of sharesOf) found.set(id, linesOfDeclaration(number, own, linesOf.get(id) ?? []));
  return found;
}

function linesOfDeclaration(
  number: string,
  shares: readonly ContainerShare[],
  lines: readonly DeclaredLine[],
): ContainerLines {
  const here = shares.filter((share) => share.number === number);
  const elsewhere = shares.filter((share) => share.number !== number);
  const named = linesNamed(here);
  const isOnlyContainer = elsewhere.length === 0;
  if (named.size === 0 && !isOnlyContainer) return { lines: [], goodsLinesKnown: false };
  const alsoElsewhere = linesNamed(elsewhere);
  return {
    lines: lines
      .filter(({ line }) => named.size === 0 || (line !== null && named.has(line)))
      .map((line) => ({ ...line, shared: line.line !== null && alsoElsewhere.has(line.line) })),
    goodsLinesKnown: true,
  };
}

const linesNamed = (shares: readonly ContainerShare[]): Set<number> =>
  new Set(shares.flatMap(({ goodsLines }) => goodsLines ?? []));
