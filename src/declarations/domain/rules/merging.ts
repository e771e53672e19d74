import { violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput, ItemDraft } from '../declaration.js';
import { varietyOf } from '../items/varieties.js';

/** Items one declaration form can hold; seen in public broker software, official text unverified. */
export const MAX_ITEMS = 50;
/** Varieties from which on a simplified declaration is open (GACC 2019 No. 221: five or more, wording unverified). */
export const MIN_VARIETIES = 5;

const tooManyItems = ({ simplified, goods = [] }: DeclarationInput, items: readonly ItemDraft[]): Violation[] => {
  // Without merging every line is an item, finished or not; with it nothing can be said before the lines are finished.
  const count = simplified === true ? items.length : goods.length;
  return count > MAX_ITEMS ? [violation('too-many-items', '/goods', { count: `${count}`, max: `${MAX_ITEMS}` })] : [];
};

/** Counted only when every line says what it is: an unfinished line may be the missing variety. */
const simplifiedNotAllowed = ({ simplified, goods = [] }: DeclarationInput): Violation[] => {
  if (simplified !== true || goods.length === 0) return [];
  const keys = new Set<string>();
  for (const { hsCode, name } of goods) {
    if (!isGiven(hsCode) || !isGiven(name)) return [];
    keys.add(varietyOf({ hsCode, name }));
  }
  return keys.size < MIN_VARIETIES
    ? [violation('simplified-not-allowed', '/simplified', { varieties: `${keys.size}`, min: `${MIN_VARIETIES}` })]
    : [];
};

/** What merging allows: not more items than the form holds, and simplifying only from five varieties on. */
export const merging = (input: DeclarationInput, items: readonly ItemDraft[]): Violation[] => [
  ...tooManyItems(input, items),
  ...simplifiedNotAllowed(input),
];
