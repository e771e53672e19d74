import { isContainerNumber, containerNumbersMeant } from '../../../vocabulary/identifiers/container-number.js';
import { chapterOf, headingOf, isHsCode } from '../../../vocabulary/identifiers/hs-code.js';
import { isUscc } from '../../../vocabulary/identifiers/uscc.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput, Principal } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import type { Rule } from './rule.js';

/** The text meant as a firm's code that is not one; a resident identity number (17 digits and a digit or X) has no letter inside. */
const RESIDENT_IDENTITY = /^\d{17}[\dX]$/;

/** Whether a principal's number claims to be a USCC: by its type, or, untyped, because 18 characters can be nothing else. */
const claimsUscc = ({ idType, id }: Principal): boolean =>
  isGiven(idType) ? idType === 'USCC' : id?.length === 18 && !RESIDENT_IDENTITY.test(id);

const firms = ({ consignor, principal }: DeclarationInput): Violation[] => {
  const found: Violation[] = [];
  const uscc = consignor?.uscc;
  if (isGiven(uscc) && !isUscc(uscc)) found.push(violation('uscc-invalid', '/consignor/uscc', { value: uscc }));
  if (isGiven(principal?.id) && claimsUscc(principal) && !isUscc(principal.id)) {
    found.push(violation('uscc-invalid', '/principal/id', { value: principal.id }));
  }
  return found;
};

/** What no commodity code is: another length, or of a chapter or heading that the tariff of the day does not have. */
function faultOf(hsCode: string, { isChapter, isHeading }: RuleBook): Record<string, string> | null {
  if (!isHsCode(hsCode)) return {};
  const chapter = chapterOf(hsCode);
  if (!isChapter(chapter)) return { chapter };
  const heading = headingOf(hsCode);
  return isHeading(heading) ? null : { heading };
}

const hsCodes = ({ goods = [] }: DeclarationInput, ruleBook: RuleBook): Violation[] =>
  goods.flatMap(({ hsCode }, index) => {
    if (!isGiven(hsCode)) return [];
    const place = (): string => pointer('goods', index, 'hsCode');
    const fault = faultOf(hsCode, ruleBook);
    if (fault !== null) return [violation('hs-code-invalid', place(), { value: hsCode, ...fault })];
    const { ineligible, ineligibleFrom } = ruleBook.hsFlags(hsCode);
    if (ineligible) return [violation('hs-code-ineligible', place(), { value: hsCode, day: ruleBook.day })];
    if (ineligibleFrom === null) return [];
    return [violation('hs-code-ineligible', place(), { value: hsCode, refusesFrom: ineligibleFrom }, 'warning')];
  });

const containers = (input: DeclarationInput): Violation[] =>
  (input.containers ?? []).flatMap(({ number }, index) => {
    const place = pointer('containers', index, 'number');
    if (!isGiven(number)) return [violation('required-missing', place, { field: 'number' })];
    if (isContainerNumber(number)) return [];
    const suggestions = containerNumbersMeant(number);
    const params = suggestions.length > 0 ? { suggestions: suggestions.join(', ') } : {};
    return [violation('container-number-invalid', place, { value: number, ...params })];
  });

/** Numbers that can be checked by themselves: firms (GB 32100-2015), commodities (ten digits of a heading that exists, eligible), containers (ISO 6346). */
export const identifiers: Rule = (input, ruleBook) => [
  ...firms(input),
  ...hsCodes(input, ruleBook),
  ...containers(input),
];
