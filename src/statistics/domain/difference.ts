import { dec, plain } from '../../vocabulary/decimal.js';
import type { FactContent } from './facts.js';
import { groupBy } from '../../vocabulary/group-by.js';

/** What must be appended so that the ledger holds what is desired: facts to reverse, contents to post. */
export interface PostingDifference<S extends FactContent> {
  readonly reverse: S[];
  readonly post: FactContent[];
}

/**
 * Compares the ledger's current facts of one declaration with the desired ones. Equal rows stay untouched, so desiring the
 * same twice appends nothing and a change of one item moves that item only.
 */
export function postingDifference<S extends FactContent>(
  current: readonly S[],
  desired: readonly FactContent[],
): PostingDifference<S> {
  const left = groupBy(current, contentKey);
  const post = desired.filter((content) => left.get(contentKey(content))?.pop() === undefined);
  return { reverse: [...left.values()].flat(), post };
}

/** "6900" and "6900.00000" are one weight: the database writes the scale of its column. */
function contentKey(content: FactContent): string {
  const amounts = [content.valueCny, content.valueUsd, content.netWeightKg, content.quantity].map((text) =>
    plain(dec(text)),
  );
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
    content.consignor,
    content.customsOffice,
    content.exitOffice,
    content.domesticSource,
    content.unit,
    ...amounts,
    content.declarations,
    content.declarationsByCountry,
    content.declarationsByChapter,
    content.declarationsByCountryChapter,
  ]);
}
