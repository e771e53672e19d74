const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/**
 * Characters that nobody types on purpose: control and format characters (a zero-width blank makes a second reference that
 * looks like the first), line and paragraph separators, private use and noncharacters (a file read in the wrong encoding),
 * lone surrogates, the replacement character, and letters that show nothing (fillers, the blank of Braille).
 */
const FORBIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\ufffd\ufdd0-\ufdef]|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\uffa0]|[\ufffe\uffff]/u;
const LINE_BREAKS_AND_TABS = /[\n\t]/g;

/** The one form a text is kept in, through whichever door it comes: trimmed and composed (NFC). */
export const normaliseText = (raw: string): string => {
  const trimmed = raw.trim();
  return PRINTABLE_ASCII.test(trimmed) ? trimmed : trimmed.normalize('NFC');
};

/** The same for a text of several lines: line breaks are kept, each as one line feed. */
export const normaliseLines = (raw: string): string => normaliseText(raw.replace(/\r\n?/g, '\n'));

/** What can be seen of a text: to guess what it was meant to be, never to store it. */
export const withoutForbiddenCharacters = (text: string): string =>
  PRINTABLE_ASCII.test(text) ? text : text.replace(new RegExp(FORBIDDEN, 'gu'), '');

/** The first forbidden character as "U+200B", or null. A text of several lines may hold line feeds and tabs. */
export const forbiddenCharacterIn = (text: string, options: { lines?: boolean } = {}): string | null => {
  if (PRINTABLE_ASCII.test(text)) return null;
  const found = FORBIDDEN.exec(options.lines ? text.replace(LINE_BREAKS_AND_TABS, '') : text)?.[0];
  if (found === undefined) return null;
  return `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
};

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
const BLANKS_AND_HYPHENS = /[\s\u200b\ufeff\-\u2010-\u2015\u2212]/g;

/** Half-width forms of the full-width letters, digits and signs that a Chinese keyboard writes. */
export const halfWidth = (text: string): string =>
  text.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET));

/** An identifier without what people write differently: width, blanks and hyphens. */
export const withoutSeparators = (text: string): string => halfWidth(text).replace(BLANKS_AND_HYPHENS, '');

/**
 * What two references have in common when they are the same one. Case counts. PostgreSQL computes the same by its function
 * `reference_key` (migration 0038); the columns of that name keep it, and declarations are looked up by them.
 */
export const referenceKey = (reference: string): string => withoutSeparators(reference);

export const isSameReference = (one: string, other: string): boolean =>
  one === other || referenceKey(one) === referenceKey(other);

/** A seal as it is kept and compared: half-width, upper case, no blanks or hyphens. */
export const normaliseSeal = (raw: string): string => withoutSeparators(raw).toUpperCase();
