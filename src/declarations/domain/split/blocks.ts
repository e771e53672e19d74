import { chapterOf } from '../../../vocabulary/identifiers/hs-code.js';
import type { CompleteLine } from '../items/complete-lines.js';
import type { ContainerLoad } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import { varietyOf } from '../items/varieties.js';
import { groupBy } from '../../../vocabulary/group-by.js';

/** A goods line with what decides how many items it makes, and the containers it lies in (indices). */
export interface SplitLine extends CompleteLine {
  readonly variety: string;
  readonly chapter: string;
  /** With export duty or inspection: never merged with other goods. */
  readonly apart: boolean;
  readonly containers: readonly number[];
}

/** Goods lines that are not to be parted, in the order of their numbers. */
export type Block = readonly SplitLine[];

/**
 * Lines with their containers. A container that names no lines may hold all of them, so all are taken to lie in it; the first
 * such stands for the others, which part the lines no further.
 */
export const splitLines = (
  lines: readonly CompleteLine[],
  containers: readonly ContainerLoad[],
  ruleBook: Pick<RuleBook, 'hsFlags'>,
): SplitLine[] => {
  const holding = new Map<number, number[]>(lines.map(({ line }) => [line, []]));
  const open = containers.findIndex(({ goodsLines }) => goodsLines === undefined);
  for (const [index, { goodsLines = index === open ? [...holding.keys()] : [] }] of containers.entries()) {
    for (const line of new Set(goodsLines)) holding.get(line)?.push(index);
  }
  return lines.map((line) => {
    const { exportDuty, inspection } = ruleBook.hsFlags(line.hsCode);
    const chapter = `${chapterOf(line.hsCode)} ${line.finalDestination}`;
    const containersOf = holding.get(line.line) ?? [];
    return { ...line, variety: varietyOf(line), chapter, apart: exportDuty || inspection, containers: containersOf };
  });
};

/** Lines that share a container, directly or through other lines, in one block; a line in no container by itself. */
export const byContainer = (lines: readonly SplitLine[]): Block[] => {
  const blocks = new Map<number, SplitLine[]>();
  const free: SplitLine[][] = [];
  const rootOf = containerRoots(lines);
  for (const line of lines) {
    const [first] = line.containers;
    if (first === undefined) {
      free.push([line]);
      continue;
    }
    const root = rootOf(first);
    const block = blocks.get(root);
    if (block) block.push(line);
    else blocks.set(root, [line]);
  }
  return [...blocks.values(), ...free];
};

/** Containers joined by common lines have one root: the lowest of them. */
const containerRoots = (lines: readonly SplitLine[]): ((container: number) => number) => {
  const parent = new Map<number, number>();
  const rootOf = (container: number): number => {
    let root = container;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  };
  for (const { containers } of lines) {
    const roots = [...new Set(containers.map(rootOf))].sort((left, right) => left - right);
    const [lowest] = roots;
    for (const root of roots) if (lowest !== undefined && root !== lowest) parent.set(root, lowest);
  }
  return rootOf;
};

/** A block taken apart as gently as possible: lines in exactly the same containers stay together, or else each by itself. */
export const takenApart = (block: Block): Block[] => {
  const groups = groupBy(block, ({ containers }) => containers.join(' '));
  return groups.size > 1 ? [...groups.values()] : block.map((line) => [line]);
};
