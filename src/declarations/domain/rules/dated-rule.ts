import type { Violation } from '../../../messages/refusals/violation.js';
import type { DeclarationInput } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';

/** Makes the finding of a breach: a warning or an error, as the days of the rule have it. */
export type FindingAt = (place: string, params: Record<string, string>) => Violation;

/** Says at each place that breaks a rule what is wrong there. */
export type Dated = (input: DeclarationInput, breach: FindingAt, ruleBook: RuleBook) => Violation[];
