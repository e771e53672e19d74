import type { Decimal } from '../../../vocabulary/decimal.js';
import { descending } from '../valuation/amounts.js';
import { type Block, takenApart } from './blocks.js';
import { Bin, type BinLimits, largestTotal, totalOf } from './bin.js';
import { BinRow } from './bin-row.js';

/** Work that stops after each step, so that its caller can let other requests run in between. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** The parts, and the blocks that no part could take whole. */
export interface Packing {
  readonly parts: readonly Block[];
  readonly opened: readonly Block[];
}

interface Weighed {
  readonly block: Block;
  readonly total: Decimal;
}

type Order = (left: Weighed, right: Weighed) => number;

const firstLine = (block: Block): number => block[0]?.line ?? 0;
const byValue: Order = (left, right) =>
  descending(left.total, right.total) || firstLine(left.block) - firstLine(right.block);
const byLength: Order = (left, right) => right.block.length - left.block.length || byValue(left, right);

/** Each total is added up once, not at every comparison. */
const inOrder = (blocks: readonly Block[], order: Order): Weighed[] =>
  blocks.map((block) => ({ block, total: totalOf(block) })).sort(order);

/** First fit, in an order: a block goes into the first part it fits into, or begins one. */
function* firstFit(blocks: readonly Block[], order: Order, limits: BinLimits): Steps<Block[]> {
  const bins = new BinRow(blocks.length);
  for (const { block, total } of inOrder(blocks, order)) {
    const position = bins.firstThatFits(block, total, largestTotal(limits).minus(total)) ?? bins.begin(new Bin(limits));
    bins.add(position, block);
    yield;
  }
  return bins.all().map(({ lines }) => [...lines].sort((left, right) => left.line - right.line));
}

/** The fewest parts of two orders: by value where the ceiling presses, by length where the number of items does. */
function* pack(blocks: readonly Block[], limits: BinLimits): Steps<Block[]> {
  const parts = yield* firstFit(blocks, byValue, limits);
  const other = yield* firstFit(blocks, byLength, limits);
  return other.length < parts.length ? other : parts;
}

/** Blocks that fit a part each. One that does not is taken apart, and its pieces packed close together. */
function* fitting(block: Block, limits: BinLimits): Steps<Block[]> {
  if (block.length === 1 || new Bin(limits).fits(block)) return [block];
  const pieces: Block[] = [];
  for (const piece of takenApart(block)) pieces.push(...(yield* fitting(piece, limits)));
  return yield* pack(pieces, limits);
}

/**
 * Puts blocks into as few parts as first fit finds. The same goods give the same parts. A single line above the ceiling
 * gets a part of its own: splitting cannot help it.
 */
export function* packed(blocks: readonly Block[], limits: BinLimits): Steps<Packing> {
  const pieces: { block: Block; into: Block[] }[] = [];
  for (const block of blocks) pieces.push({ block, into: yield* fitting(block, limits) });
  const parts = yield* pack(
    pieces.flatMap(({ into }) => into),
    limits,
  );
  return {
    parts: [...parts].sort((left, right) => firstLine(left) - firstLine(right)),
    opened: pieces.filter(({ into }) => into.length > 1).map(({ block }) => block),
  };
}
