import { assess } from './assess.js';
import type { Assessment, DeclarationInput, Valuation } from './declaration.js';
import type { RuleBook, Rates } from './rule-book.js';
import { declaredValues, value } from './valuation/valuation.js';

/** How a declaration was valued, with the rates that the month of its FOB values had when it was. */
export interface ValuedAt {
  readonly valuation: Valuation;
  readonly table: Rates | null;
}

/**
 * Assesses a declaration that was valued before. The rates it was valued at hold on, whatever the table says by now; only a
 * currency that is new to it is taken from the table of the same month. Where the month of closing has valued it, FOB
 * values follow that month and the ceiling that of `declaredOn`, as when it was closed. Which rate an amendment takes is
 * nowhere said officially (unverified); a corrected quantity must not also bring in a corrected rate.
 */
export function reassess(input: DeclarationInput, ruleBook: RuleBook, valued: ValuedAt | null): Assessment {
  if (valued === null) return assess(input, ruleBook);
  const { valuation, table } = valued;
  const { month, declared } = valuation;
  const first = assess(input, { ...ruleBook, rates: { ...ruleBook.rates, ...declared.rates } });
  if (first.totals === null || first.valuation === null || month === declared.month) return first;
  const again = value(input, first.items, { month, rates: { ...table, ...valuation.rates }, market: ruleBook.market });
  if (Array.isArray(again)) return { ...first, findings: [...first.findings, ...again] };
  const { fobCny, fobUsd } = again.totals;
  return {
    ...first,
    items: again.items,
    valuation: { ...again.valuation, declared: declaredValues(first.valuation, first.totals) },
    totals: { ...first.totals, fobCny, fobUsd },
  };
}
