import { foldConsequential, type Violation } from '../../messages/refusals/violation.js';
import { isGiven } from './valuation/amounts.js';
import type { Assessment, DeclarationInput } from './declaration.js';
import { itemise } from './items/itemise.js';
import { type RuleBook, ratesToCome } from './rule-book.js';
import { ceiling } from './rules/ceiling.js';
import { codes } from './rules/codes.js';
import { dated } from './rules/dated.js';
import { days } from './rules/days.js';
import { goodsLines } from './rules/goods-lines.js';
import { identifiers } from './rules/identifiers.js';
import { merging } from './rules/merging.js';
import { positive } from './rules/positive.js';
import { rates } from './rules/rates.js';
import { required } from './rules/required.js';
import type { Rule } from './rules/rule.js';
import { tradeRecord } from './rules/trade-record.js';
import { weights } from './rules/weights.js';
import { value } from './valuation/valuation.js';

/** The families of rules, in the order in which a reader gets their findings. */
const RULES: readonly Rule[] = [
  required,
  days,
  codes,
  identifiers,
  goodsLines,
  tradeRecord,
  positive,
  weights,
  rates,
  ceiling,
];

/**
 * Checks, merges and values a declaration in one go: the same for a draft, a submission and a row of a file. All breaches at
 * once, each with a JSON pointer into the input. Items, totals and valuation are there as soon as every line is finished and
 * a FOB value exists, also while something else still blocks; otherwise they are empty and null together.
 */
export const assess = (input: DeclarationInput, ruleBook: RuleBook): Assessment => {
  const drafts = itemise(input, ruleBook);
  const isValuable =
    drafts.length > 0 && isGiven(input.currency) && isGiven(input.tradeTerms) && !ratesToCome(ruleBook);
  const valued = isValuable ? value(input, drafts, ruleBook) : [];
  const findings: Violation[] = [...RULES.flatMap((rule) => rule(input, ruleBook)), ...merging(input, drafts)];
  // What is only dated comes last: mostly warnings, behind which what blocks a submission would be hard to find.
  const all = (more: readonly Violation[] = []) => foldConsequential([...findings, ...more, ...dated(input, ruleBook)]);
  if (!Array.isArray(valued)) return { findings: all(), ...valued };
  return { findings: all(valued), items: [], totals: null, valuation: null };
};

/** Every breach of every rule, errors and warnings. {@link assess} without its figures. */
export const checkDeclaration = (input: DeclarationInput, ruleBook: RuleBook): Violation[] =>
  assess(input, ruleBook).findings;
