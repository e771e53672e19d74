import { halfWidth } from '../../vocabulary/text.js';
import { isUscc } from '../../vocabulary/identifiers/uscc.js';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
/** Region (the first digit is none of 0 and 9), day of birth, sequence, check character. */
const RESIDENT_ID = /^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
/** Eighteen of the symbols of a firm's code: meant as one, though its check character may be wrong. */
const FIRM_LIKE = /^[0-9A-Z]{18}$/;

/** Whether the text is a resident identity number (GB 11643): 18 characters with the right check character. */
export function isResidentId(text: string): boolean {
  if (!RESIDENT_ID.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0);
  return CHECK_CHARACTERS.charAt(sum % 11) === text.charAt(17);
}

/**
 * Of which kind a principal's number is, by its shape, and the number in its usual writing. Files have no column for the kind. What is
 * nearly a firm's code is called one, so that a slip is reported instead of being taken for a number of another kind.
 */
export function principalId(written: string): { idType: 'ID' | 'USCC' | 'OTHER'; id: string } {
  const id = halfWidth(written).replaceAll(' ', '').toUpperCase();
  if (isResidentId(id)) return { idType: 'ID', id };
  if (isUscc(id) || FIRM_LIKE.test(id)) return { idType: 'USCC', id };
  return { idType: 'OTHER', id: written };
}
