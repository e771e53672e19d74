import { DATED_RULES, type DatedRule } from '../../../reference/domain/trade-rules.js';
import { pointer, violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { RuleBook } from '../rule-book.js';
import type { Dated, FindingAt } from './dated-rule.js';
import { emptyFields } from './form-incomplete.js';
import type { Rule } from './rule.js';
import { foreignOffices, unknownHsCodes, unknownPorts, wrongLegalUnits } from './tables.js';

type Params = Record<string, string>;

/** The finding a breach makes on the day: a warning that names the day from which it is refused, or an error. Null where the rule does not hold. */
const findingAtOf = (ruleBook: RuleBook, code: DatedRule): FindingAt | null => {
  const force = ruleBook.force(code);
  if (force === null) return null;
  const { severity, refusesFrom } = force;
  const announced: Params = refusesFrom === null ? {} : { refusesFrom };
  return (place, params) => violation(code, place, { ...params, ...announced }, severity);
};

/** The buyer's passport or company number (GACC 2014 No. 54; unverified whether today's text asks for it). */
const buyerDocument: Dated = ({ buyer }, breach) => {
  if (!isGiven(buyer) || isGiven(buyer.documentNumber)) return [];
  return [breach(pointer('buyer', 'documentNumber'), isGiven(buyer.name) ? { buyer: buyer.name } : {})];
};

/** Where in the market the goods were bought (GACC 2014 No. 54: recognised goods; unverified whether the stall is asked for). */
const stalls: Dated = ({ goods = [] }, breach) =>
  goods.flatMap(({ stall, line }, index) =>
    isGiven(stall) ? [] : [breach(pointer('goods', index, 'stall'), isGiven(line) ? { line: String(line) } : {})],
  );

/** Line numbers as a reader takes them in. */
const LINES_NAMED = 10;
const linesText = (lines: readonly string[]): string =>
  lines.length > LINES_NAMED ? `${lines.slice(0, LINES_NAMED).join(', ')} … (${lines.length})` : lines.join(', ');

/** What the paper form asks beyond the fields a submission needs. Where the rule of the stall holds, a missing stall is its finding. */
const form: Dated = (input, breach, ruleBook) =>
  emptyFields(input, ruleBook.tariff)
    .filter(({ field }) => field !== 'stall' || ruleBook.force('stall-missing') === null)
    .map(({ place, field, lines }) =>
      breach(pointer(...place), { field, ...(lines.length > 0 ? { lines: linesText(lines) } : {}) }),
    );

/** A rule that may be dated and does nothing does not compile: an administrator could give days to it, and no breach would be found. */
const RULES: Readonly<Record<DatedRule, Dated>> = {
  'buyer-document-missing': buyerDocument,
  'stall-missing': stalls,
  'form-incomplete': form,
  'hs-code-unknown': unknownHsCodes,
  'legal-unit-wrong': wrongLegalUnits,
  'port-unknown': unknownPorts,
  'office-not-of-market': foreignOffices,
};

/** Rules that hold only from and until the days an administrator has given them, and may warn before they refuse. */
export const dated: Rule = (input, ruleBook) =>
  DATED_RULES.flatMap((code) => {
    const breach = findingAtOf(ruleBook, code);
    return breach ? RULES[code](input, breach, ruleBook) : [];
  });
