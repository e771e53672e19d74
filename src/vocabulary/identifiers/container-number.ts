import { withoutSeparators } from '../text.js';

/** ISO 6346 letter values: A is 10, counting up and leaving out the multiples of 11. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHABET_VALUES = [...ALPHABET].map((_, index) => 10 + index + Math.floor((index + 9) / 10));
const DIGITS = '0123456789';

const FIRST_TEN = /^[A-Z]{3}[UJZ]\d{6}$/;
const ELEVEN = /^[A-Z]{3}[UJZ]\d{7}$/;

const valueOf = (character: string): number => {
  const place = ALPHABET.indexOf(character);
  return place < 0 ? DIGITS.indexOf(character) : (ALPHABET_VALUES[place] ?? 0);
};

/**
 * The check digit for owner, category and serial (10 characters), or null when they have another shape.
 * A remainder of 10 gives 0: such serials should not be issued, but they are, and they are valid.
 */
export const containerCheckDigit = (first10: string): number | null => {
  if (!FIRST_TEN.test(first10)) return null;
  const sum = [...first10].reduce((total, character, index) => total + valueOf(character) * 2 ** index, 0);
  return (sum % 11) % 10;
};

/** Whether the text is a container number (ISO 6346) with nothing before, between or after its 11 characters. */
export const isContainerNumber = (text: string): boolean =>
  ELEVEN.test(text) && containerCheckDigit(text.slice(0, 10)) === Number(text.charAt(10));

/**
 * What the typist meant before any check: half-width, upper case, no blanks or hyphens ("csqu 305438-3" becomes
 * "CSQU3054383"). It repairs the writing, never the number; keep the raw text beside it.
 */
export const normaliseContainerNumber = (raw: string): string => withoutSeparators(raw).toUpperCase();

/** Pairs that hand-written and scanned lists confuse; tried first. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'ODQ',
  '1': 'ILT7',
  '2': 'Z',
  '3': '8',
  '4': 'A',
  '5': 'S6',
  '6': 'G5',
  '7': '1T',
  '8': 'B3',
  A: '4',
  B: '8',
  D: '0O',
  G: '6C',
  I: '1L',
  L: '1I',
  O: '0DQ',
  Q: '0O',
  S: '5',
  T: '17',
  U: 'VJ',
  V: 'U',
  Z: '27',
};

const replaced = (text: string, index: number, by: string): string => text.slice(0, index) + by + text.slice(index + 1);

const symbolsAt = (index: number): string => (index < 3 ? ALPHABET : index === 3 ? 'UJZ' : DIGITS);

/** All numbers one slip away, most likely slip first: look-alikes, swapped neighbours, check digit, serial, letters. */
function* oneSlipAway(text: string): Generator<string> {
  const positions = [...text].keys();
  const order = [...positions];
  for (const index of order) {
    for (const symbol of LOOK_ALIKES[text.charAt(index)] ?? '') yield replaced(text, index, symbol);
  }
  for (const index of order)
    yield text.slice(0, index) + text.charAt(index + 1) + text.charAt(index) + text.slice(index + 2);
  for (const index of order.reverse()) {
    for (const symbol of symbolsAt(index)) yield replaced(text, index, symbol);
  }
}

/**
 * At most five valid numbers that differ from `raw` by one wrong character or two swapped neighbours, the likeliest
 * first; empty when `raw` is valid already or not 11 characters. A proposal for a person to choose from, never applied.
 */
export const suggestContainerNumbers = (raw: string): string[] => {
  const text = normaliseContainerNumber(raw.slice(0, 64));
  if (text.length !== 11 || isContainerNumber(text)) return [];
  const found = new Set<string>();
  for (const candidate of oneSlipAway(text)) {
    if (isContainerNumber(candidate)) found.add(candidate);
    if (found.size === 5) break;
  }
  return [...found];
};

/**
 * The numbers probably meant by a wrong one, however it is written: the number itself where only blanks, hyphens or case
 * are wrong, or the check digit is not there; else the valid ones a slip away. Empty for a right number.
 */
export const containerNumbersMeant = (raw: string): string[] => {
  if (isContainerNumber(raw)) return [];
  const normal = normaliseContainerNumber(raw.slice(0, 64));
  if (isContainerNumber(normal)) return [normal];
  const digit = containerCheckDigit(normal);
  return digit === null ? suggestContainerNumbers(raw) : [`${normal}${digit}`];
};
