import type { HsFlags } from '../../reference/domain/code-tables.js';
import type { Tariff } from '../../reference/domain/tariff.js';
import type { DatedRule, Force } from '../../reference/domain/trade-rules.js';
import type { Day, Month } from '../../vocabulary/period.js';
import type { Rate } from '../../reference/domain/rates.js';
import type { RateBasis } from '../../markets/domain/market.js';

/** The customs rates of one month by currency. */
export type Rates = Readonly<Record<string, Rate>>;

/** What the rules ask of a market. */
export interface MarketOfRules {
  readonly code: string;
  readonly rateBasis: RateBasis;
  /** The customs offices it declares at, and those its goods leave through; null where it has not said. */
  readonly customsOffices: readonly string[] | null;
  readonly exitOffices: readonly string[] | null;
}

/**
 * What the rules need from the code tables, looked up beforehand: the rules themselves ask no database and no clock.
 * `day` is the day whose tables hold (`declaredOn`, or `today` without one); `month` the month of `rates`.
 */
export interface RuleBook {
  today: Day;
  day: Day;
  month: Month;
  /** Null when nobody has entered that month. */
  rates: Rates | null;
  /** Null when the market does not exist. */
  market: MarketOfRules | null;
  isOffice: (code: string) => boolean;
  isUnit: (code: string) => boolean;
  isTerms: (code: string) => boolean;
  isTransportMode: (code: string) => boolean;
  isPackageType: (code: string) => boolean;
  /** 指运港 and 离境口岸; every code is one while nobody has put its table. */
  isPort: (code: string) => boolean;
  isExitPort: (code: string) => boolean;
  /** Chapters by two digits, headings by four. */
  isChapter: (chapter: string) => boolean;
  isHeading: (heading: string) => boolean;
  hsFlags: (hsCode: string) => HsFlags;
  /** The commodity codes of the year; null while nobody has put them. */
  tariff: Tariff | null;
  /** How a rule that is dated by data holds on the day; null when it does not. */
  force: (code: DatedRule) => Force | null;
}

/** The rate of a currency in the rule book's month, or null. */
export const rateOf = (ruleBook: Pick<RuleBook, 'rates'>, currency: string): Rate | null =>
  ruleBook.rates !== null && Object.hasOwn(ruleBook.rates, currency) ? (ruleBook.rates[currency] ?? null) : null;

/** Whether the month has no rates because it is still to come: then the day is wrong, and no rate is missing. */
export const ratesToCome = ({ rates, day, today }: Pick<RuleBook, 'rates' | 'day' | 'today'>): boolean =>
  rates === null && day > today;
