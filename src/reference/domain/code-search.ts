/** A code as a search goes through it: everything in lower case, the name also as it is said. */
export interface SearchableCode {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Pinyin without tones, syllable by syllable; other characters stand for themselves. */
  readonly syllables: readonly string[];
}

/** A code with what of it is compared again and again. */
export interface IndexedCode {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly pinyin: string;
  /** Where each syllable begins in the pinyin. */
  readonly starts: readonly number[];
  readonly initials: string;
}

export function indexed({ code, name, nameEn, syllables }: SearchableCode): IndexedCode {
  const starts: number[] = [];
  let pinyin = '';
  for (const syllable of syllables) {
    starts.push(pinyin.length);
    pinyin += syllable;
  }
  const initials = syllables.map((syllable) => syllable.slice(0, 1)).join('');
  return { code: bare(code), name: bare(name), nameEn: nameEn.toLowerCase(), pinyin, starts, initials };
}

/** Width, case and blanks make no other word. */
export const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/**
 * How well a code answers what somebody types (as {@link bare} leaves it), the lower the better; null where it does not: digits of
 * the code, words of the name, its pinyin from the beginning of any syllable, the initials, a word of the English name.
 */
export function rankOf(one: IndexedCode, typed: string): number | null {
  if (one.code.startsWith(typed)) return one.code === typed ? 0 : 1;
  if (one.name.startsWith(typed)) return 2;
  if (one.pinyin.startsWith(typed)) return 3;
  if (one.initials.startsWith(typed)) return 4;
  if (one.name.includes(typed)) return 5;
  if (one.pinyin.includes(typed) && one.starts.some((start) => one.pinyin.startsWith(typed, start))) return 6;
  if (one.initials.includes(typed)) return 7;
  return one.nameEn.split(/[^\p{L}\p{N}]+/u).some((word) => word !== '' && word.startsWith(typed)) ? 8 : null;
}

/** The places of the best answers in a list, at most `limit`: what was used lately first, in that order, then by rank and place. */
export function bestOf(
  codes: readonly IndexedCode[],
  typed: string,
  { used, limit }: { used: readonly string[]; limit: number },
): number[] {
  const lately = new Map(used.map((code, order) => [bare(code), order]));
  const found = codes.flatMap((one, place) => {
    const rank = typed === '' ? 0 : rankOf(one, typed);
    return rank === null ? [] : [{ place, rank, order: lately.get(one.code) ?? Infinity }];
  });
  const sorted = found.sort((one, other) =>
    one.order === other.order ? one.rank - other.rank || one.place - other.place : one.order - other.order,
  );
  return sorted.slice(0, limit).map(({ place }) => place);
}
