import type { DatedRule } from '../../../reference/domain/trade-rules.js';
import { pointer, violation, type Violation } from '../../../messages/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import type { Rule } from './rule.js';

type Params = Record<string, string>;
type FindingAt = (place: string, params: Params) => Violation;

/** The finding a breach makes on the day: a warning that names the day from which it is refused, or an error. Null where the rule does not hold. */
const findingAtOf = (ruleBook: RuleBook, code: DatedRule): FindingAt | null => {
  const force = ruleBook.force(code);
  if (force === null) return null;
  const { severity, refusesFrom } = force;
  const announced: Params = refusesFrom === null ? {} : { refusesFrom };
  return (place, params) => violation(code, place, { ...params, ...announced }, severity);
};

/** The buyer's passport or company number (GACC 2014 No. 54; unverified whether today's text asks for it). */
const buyerDocument = ({ buyer }: DeclarationInput, ruleBook: RuleBook): Violation[] => {
  const breach = findingAtOf(ruleBook, 'buyer-document-missing');
  if (!breach || !isGiven(buyer) || isGiven(buyer.documentNumber)) return [];
  return [breach(pointer('buyer', 'documentNumber'), isGiven(buyer.name) ? { buyer: buyer.name } : {})];
};

/** Where in the market the goods were bought (GACC 2014 No. 54: recognised goods; unverified whether the stall is asked for). */
const stalls = ({ goods = [] }: DeclarationInput, ruleBook: RuleBook): Violation[] => {
  const breach = findingAtOf(ruleBook, 'stall-missing');
  if (!breach) return [];
  return goods.flatMap(({ stall, line }, index) =>
    isGiven(stall) ? [] : [breach(pointer('goods', index, 'stall'), isGiven(line) ? { line: String(line) } : {})],
  );
};

/** Rules that hold only from and until the days an administrator has given them, and may warn before they refuse. */
export const dated: Rule = (input, ruleBook) => [...buyerDocument(input, ruleBook), ...stalls(input, ruleBook)];
