import { Injectable } from '@nestjs/common';
import { officesOf } from '../../markets/domain/offices.js';
import { Markets } from '../../markets/markets.service.js';
import type { Tx } from '../../platform/database/tx.js';
import { type CodeTableName, loadCodeTables } from '../../reference/code-tables.js';
import { ratesOf } from '../../reference/rates.js';
import { Clock } from '../../vocabulary/clock.js';
import { type Day, monthOf } from '../../vocabulary/period.js';
import type { DeclarationInput } from '../domain/declaration.js';
import type { RuleBook } from '../domain/rule-book.js';

/** What decides which rule book holds. */
type Occasion = Pick<DeclarationInput, 'market' | 'declaredOn'>;

/** Loads the rule books that hold for declarations, so that the rules need neither database nor clock. */
@Injectable()
export class RuleBooks {
  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  /**
   * The rule books for all these declarations by three statements, whatever their number. A declaration without a day is looked
   * at as of today; a month without rates and an unknown market give a rule book that says so (`rates` or `market` null).
   */
  async load(tx: Tx, occasions: readonly Occasion[]): Promise<(occasion: Occasion) => RuleBook> {
    const today = this.clock.today();
    const dayOf = ({ declaredOn }: Occasion): Day => declaredOn ?? today;
    const tables = await loadCodeTables(tx);
    const rates = await ratesOf(tx, [...new Set(occasions.map((each) => monthOf(dayOf(each))))]);
    const markets = new Map((await this.markets.all(tx)).map((market) => [market.code, market]));
    const ruleBooks = new Map<string, RuleBook>();

    const bind = (code: string, day: Day): RuleBook => {
      const market = markets.get(code);
      const month = monthOf(day);
      const unlessUnloaded = (table: CodeTableName) => (code: string) =>
        tables.has(table, code, day) || !tables.isLoaded(table, day);
      return {
        today,
        day,
        month,
        rates: rates.get(month) ?? null,
        market: market ? { code: market.code, rateBasis: market.rateBasis, ...officesOf(market) } : null,
        isOffice: (office) => tables.has('customs-office', office, day),
        isUnit: (unit) => tables.has('unit', unit, day),
        isTerms: (terms) => tables.has('trade-terms', terms, day),
        isTransportMode: (mode) => tables.has('transport-mode', mode, day),
        isPackageType: (type) => tables.has('package-type', type, day),
        isPort: unlessUnloaded('port'),
        isExitPort: unlessUnloaded('domestic-port'),
        tariff: tables.tariff(day),
        isChapter: (chapter) => tables.has('hs-chapter', chapter, day),
        isHeading: (heading) => tables.has('hs-heading', heading, day),
        hsFlags: (hsCode) => tables.hsFlags(hsCode, day),
        force: (code) => tables.force(code, day),
      };
    };
    return (occasion) => {
      const key = `${dayOf(occasion)} ${occasion.market}`;
      const known = ruleBooks.get(key) ?? bind(occasion.market, dayOf(occasion));
      ruleBooks.set(key, known);
      return known;
    };
  }
}
