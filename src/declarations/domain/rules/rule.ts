import type { Violation } from '../../../messages/refusals/violation.js';
import type { DeclarationInput } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';

/** A family of trade rules: every breach at once, none twice; a value that is not there yet is `required`'s business alone. */
export type Rule = (input: DeclarationInput, ruleBook: RuleBook) => Violation[];
