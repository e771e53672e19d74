import { descending } from '../amounts.js';
import { type Block, takenApart } from './blocks.js';
import { Bin, type Limits, totalOf } from './bin.js';

/** The parts, and the blocks that no part could take whole. */
export interface Packing {
  readonly parts: readonly Block[];
  readonly opened: readonly Block[];
}

type Order = (left: Block, right: Block) => number;

const firstLine = (block: Block): number => block[0]?.line ?? 0;
const byValue: Order = (left, right) => descending(totalOf(left), totalOf(right)) || firstLine(left) - firstLine(right);
const byLength: Order = (left, right) => right.length - left.length || byValue(left, right);

/** First fit, in an order: a block goes into the first part that takes it, or begins one. */
const firstFit = (blocks: readonly Block[], order: Order, limits: Limits): Block[] => {
  const bins: Bin[] = [];
  for (const block of [...blocks].sort(order)) {
    const total = totalOf(block);
    const taking = bins.find((bin) => bin.takes(block, total)) ?? new Bin(limits);
    if (taking.lines.length === 0) bins.push(taking);
    taking.add(block);
  }
  return bins.map(({ lines }) => [...lines].sort((left, right) => left.line - right.line));
};

/** The fewest parts of two orders: by value where the ceiling presses, by length where the number of items does. */
const pack = (blocks: readonly Block[], limits: Limits): Block[] => {
  const parts = firstFit(blocks, byValue, limits);
  const other = firstFit(blocks, byLength, limits);
  return other.length < parts.length ? other : parts;
};

/** Blocks that fit a part each. One that does not is taken apart, and its pieces packed close together. */
const fitting = (block: Block, limits: Limits): Block[] => {
  if (block.length === 1 || new Bin(limits).takes(block)) return [block];
  return pack(
    takenApart(block).flatMap((piece) => fitting(piece, limits)),
    limits,
  );
};

/**
 * Puts blocks into as few parts as first fit finds. The same goods give the same parts. A single line above the ceiling
 * stands in a part of its own: it cannot be helped by splitting.
 */
export const packed = (blocks: readonly Block[], limits: Limits): Packing => {
  const pieces = blocks.map((block) => ({ block, into: fitting(block, limits) }));
  const parts = pack(
    pieces.flatMap(({ into }) => into),
    limits,
  );
  return {
    parts: [...parts].sort((left, right) => firstLine(left) - firstLine(right)),
    opened: pieces.filter(({ into }) => into.length > 1).map(({ block }) => block),
  };
};
