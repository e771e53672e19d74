import { chapterOf } from '../../vocabulary/identifiers/hs-code.js';
import { dec, plain } from '../../vocabulary/decimal.js';
import type { Day } from '../../vocabulary/period.js';
import type { DesiredPosting } from './desired-posting.js';

/** What a fact says, without who posted it and when. A reversing fact says the same with every measure negated. */
export interface FactContent {
  readonly itemNumber: number;
  readonly hsCode: string;
  readonly goodsName: string;
  readonly statDay: Day;
  readonly market: string;
  readonly brokerId: string;
  readonly chapter: string;
  readonly country: string;
  readonly currency: string;
  readonly transportMode: string;
  readonly consignor: string;
  readonly customsOffice: string;
  readonly exitOffice: string;
  readonly domesticSource: string;
  readonly unit: string;
  readonly quantity: string;
  readonly valueCny: string;
  readonly valueUsd: string;
  readonly netWeightKg: string;
  /** 1 on the first row of the declaration, 0 on the others: the sum counts declarations. */
  readonly declarations: number;
  /** The same, first row per country: right where a question names or groups by countries. */
  readonly declarationsByCountry: number;
  readonly declarationsByChapter: number;
  readonly declarationsByCountryChapter: number;
}

const amount = (text: string): string => plain(dec(text));
const negated = (text: string): string => plain(dec(text).negated().plus(0));

/**
 * The facts of a declaration in the ledger: one an item, none when it must not be in the statistics.
 * Declarations do not add up over countries or chapters (one declaration may have three destinations), so each row says
 * for which groupings it is the declaration's first; the lowest item number is first.
 */
export function desiredFacts(desired: DesiredPosting): FactContent[] {
  const { statDay, market, brokerId, currency, transportMode } = desired;
  const { consignor = '', customsOffice = '', exitOffice = '' } = desired;
  if (statDay === null) return [];
  const seen = new Set<string>();
  const first = (group: string): number => {
    if (seen.has(group)) return 0;
    seen.add(group);
    return 1;
  };
  return [...desired.items]
    .sort((a, b) => a.itemNumber - b.itemNumber)
    .map((item) => {
      const [chapter, country] = [chapterOf(item.hsCode), item.finalDestination];
      return {
        itemNumber: item.itemNumber,
        hsCode: item.hsCode,
        goodsName: item.name,
        statDay,
        market,
        brokerId,
        chapter,
        country,
        currency,
        transportMode,
        consignor,
        customsOffice,
        exitOffice,
        domesticSource: item.domesticSource ?? '',
        unit: item.unit ?? '',
        quantity: amount(item.quantity ?? '0'),
        valueCny: amount(item.fobCny),
        valueUsd: amount(item.fobUsd),
        netWeightKg: amount(item.netWeightKg),
        declarations: first('all'),
        declarationsByCountry: first(`country ${country}`),
        declarationsByChapter: first(`chapter ${chapter}`),
        declarationsByCountryChapter: first(`both ${country} ${chapter}`),
      };
    });
}

/** The content that reverses another: added to it, every measure is zero. */
export const reversed = (content: FactContent): FactContent => ({
  ...content,
  quantity: negated(content.quantity),
  valueCny: negated(content.valueCny),
  valueUsd: negated(content.valueUsd),
  netWeightKg: negated(content.netWeightKg),
  declarations: 0 - content.declarations,
  declarationsByCountry: 0 - content.declarationsByCountry,
  declarationsByChapter: 0 - content.declarationsByChapter,
  declarationsByCountryChapter: 0 - content.declarationsByCountryChapter,
});
