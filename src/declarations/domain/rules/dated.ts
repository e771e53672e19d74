import type { DatedRule } from '../../../reference/domain/trade-rules.js';
import { pointer, violation, type Violation } from '../../../vocabulary/violation.js';
import { isGiven } from '../amounts.js';
import type { DeclarationInput } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import type { Rule } from './rule.js';

type Params = Record<string, string>;

/** A breach told as the day wants it: nothing, a warning that says from when on it is refused, or an error. */
const asOfTheDay = (book: RuleBook, code: DatedRule): ((place: string, params: Params) => Violation[]) => {
  const force = book.force(code);
  if (force === null) return () => [];
  const { severity, refusesFrom } = force;
  const announced: Params = refusesFrom === null ? {} : { refusesFrom };
  return (place, params) => [violation(code, place, { ...params, ...announced }, severity)];
};

/** The buyer's passport or company number (GACC 2014 No. 54; unverified whether today's text asks for it). */
const buyerDocument = ({ buyer }: DeclarationInput, book: RuleBook): Violation[] => {
  if (!isGiven(buyer) || isGiven(buyer.documentNumber)) return [];
  const params: Params = isGiven(buyer.name) ? { buyer: buyer.name } : {};
  return asOfTheDay(book, 'buyer-document-missing')(pointer('buyer', 'documentNumber'), params);
};

/** Where in the market the goods were bought (GACC 2014 No. 54: recognised goods; unverified whether the stall is asked for). */
const stalls = ({ goods = [] }: DeclarationInput, book: RuleBook): Violation[] => {
  const told = asOfTheDay(book, 'stall-missing');
  return goods.flatMap(({ stall, line }, index) =>
    isGiven(stall) ? [] : told(pointer('goods', index, 'stall'), isGiven(line) ? { line: String(line) } : {}),
  );
};

/** Rules that hold only from and until the days an administrator has given them, and may warn before they refuse. */
export const dated: Rule = (input, book) => [...buyerDocument(input, book), ...stalls(input, book)];
