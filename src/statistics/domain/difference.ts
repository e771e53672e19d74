import { dec, plain } from '../../vocabulary/decimal.js';
import type { FactContent } from './facts.js';

/** What must be appended so that the book holds what is wanted: facts to take back, contents to book. */
export interface Difference<S extends FactContent> {
  readonly reverse: S[];
  readonly book: FactContent[];
}

/**
 * Compares what stands in the book for one declaration with what is wanted. Equal rows stay untouched, so asking for the
 * same twice appends nothing and a change of one item moves that item only.
 */
export function difference<S extends FactContent>(
  standing: readonly S[],
  wanted: readonly FactContent[],
): Difference<S> {
  const left = new Map<string, S[]>();
  for (const fact of standing) {
    const key = contentKey(fact);
    left.set(key, [...(left.get(key) ?? []), fact]);
  }
  const book = wanted.filter((content) => left.get(contentKey(content))?.pop() === undefined);
  return { reverse: [...left.values()].flat(), book };
}

/** "6900" and "6900.00000" are one weight: the database writes the scale of its column. */
function contentKey(content: FactContent): string {
  const amounts = [content.valueCny, content.valueUsd, content.netWeightKg].map((text) => plain(dec(text)));
  return JSON.stringify([
    content.itemNumber,
    content.hsCode,
    content.goodsName,
    content.statDay,
    content.market,
    content.brokerId,
    content.chapter,
    content.country,
    content.currency,
    content.transportMode,
    ...amounts,
    content.declarations,
    content.declarationsByCountry,
    content.declarationsByChapter,
    content.declarationsByCountryChapter,
  ]);
}
