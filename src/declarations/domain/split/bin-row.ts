import { Decimal } from '../../../vocabulary/decimal.js';
import type { Bin } from './bin.js';
import type { Block } from './blocks.js';

/**
 * Parts in the order in which they were begun, found by the room their totals leave: two thousand lines that are worth a part
 * each would otherwise be held against every part before them. A tree over the parts keeps the least total of each half.
 */
export class BinRow {
  private readonly bins: Bin[] = [];
  private readonly leaves: number;
  private readonly least: (Decimal | null)[];

  constructor(most: number) {
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, most)));
    this.least = new Array<Decimal | null>(this.leaves * 2).fill(null);
  }

  all(): readonly Bin[] {
    return this.bins;
  }

  /** Begins another part; returns its position. */
  begin(bin: Bin): number {
    this.bins.push(bin);
    return this.bins.length - 1;
  }

  add(position: number, block: Block): void {
    const bin = this.bins[position];
    if (!bin) return;
    bin.add(block);
    let node = this.leaves + position;
    this.least[node] = bin.totalSoFar;
    for (node = node >> 1; node >= 1; node >>= 1) {
      this.least[node] = lesser(this.least[node * 2] ?? null, this.least[node * 2 + 1] ?? null);
    }
  }

  /** The first part into which the block fits; only those whose total is at most `room` are tried. */
  firstThatFits(block: Block, total: Decimal, room: Decimal): number | null {
    for (let at = this.next(0, room); at !== null; at = this.next(at + 1, room)) {
      if (this.bins[at]?.fits(block, total)) return at;
    }
    return null;
  }

  /** The first position from `from` on whose total is at most `room`. */
  private next(from: number, room: Decimal, half: Half = { node: 1, first: 0, size: this.leaves }): number | null {
    const { node, first, size } = half;
    const least = this.least[node] ?? null;
    if (first + size <= from || least === null || least.greaterThan(room)) return null;
    if (size === 1) return first;
    const left = { node: node * 2, first, size: size / 2 };
    const right = { node: node * 2 + 1, first: first + size / 2, size: size / 2 };
    return this.next(from, room, left) ?? this.next(from, room, right);
  }
}

/** A node of the tree, with the positions under it. */
interface Half {
  readonly node: number;
  readonly first: number;
  readonly size: number;
}

const lesser = (left: Decimal | null, right: Decimal | null): Decimal | null => {
  if (left === null || right === null) return left ?? right;
  return left.lessThanOrEqualTo(right) ? left : right;
};
