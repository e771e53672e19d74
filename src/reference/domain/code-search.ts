import { inWordsOfTheTrade } from './trade-words.js';

/** A code as a search goes through it. */
export interface SearchableCode {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A name with what of it is compared again and again. */
interface IndexedName {
  readonly name: string;
  readonly pinyin: string;
  /** Where each syllable begins in the pinyin. */
  readonly starts: readonly number[];
  readonly initials: string;
}

export interface IndexedCode {
  readonly code: string;
  readonly nameEn: string;
  /** The name itself, then the same in the words of the trade. */
  readonly names: readonly IndexedName[];
}

/** `syllablesOf` says a name in pinyin without tones, syllable by syllable; other characters stand for themselves. */
export const indexed = (
  { code, name, nameEn }: SearchableCode,
  syllablesOf: (name: string) => readonly string[],
): IndexedCode => ({
  ...{ code: bare(code), nameEn: nameEn.toLowerCase() },
  names: [name, ...inWordsOfTheTrade(name)].map((each) => indexedName(each, syllablesOf(each))),
});

function indexedName(name: string, syllables: readonly string[]): IndexedName {
  const starts: number[] = [];
  let pinyin = '';
  for (const syllable of syllables) {
    starts.push(pinyin.length);
    pinyin += syllable;
  }
  return { name: bare(name), pinyin, starts, initials: syllables.map((syllable) => syllable.slice(0, 1)).join('') };
}

/** Width, case and blanks make no other word. */
export const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** The words that somebody types, each as {@link bare} leaves it. */
export const wordsOf = (typed: string): string[] => typed.split(/\s+/).map(bare).filter(Boolean);

const BY_TRADE = 9;
const BY_WORDS = 20;

/**
 * How well a code answers the words that somebody types, the lower the better; null where it does not. As one word they are best; otherwise each has
 * to be found, in any order.
 */
export function rankOf(one: IndexedCode, words: readonly string[]): number | null {
  const whole = rankOfWord(one, words.join(''));
  if (whole !== null || words.length < 2) return whole;
  const ranks = words.flatMap((word) => rankOfWord(one, word) ?? []);
  return ranks.length === words.length ? BY_WORDS + Math.max(...ranks) : null;
}

/** Digits of the code, words of the name, its pinyin from the beginning of any syllable, the initials, the same of the name in the words of the trade, a word of the English name. */
function rankOfWord(one: IndexedCode, typed: string): number | null {
  if (one.code.startsWith(typed)) return one.code === typed ? 0 : 1;
  const byName = one.names.flatMap((name, place) => {
    const rank = rankOfName(name, typed);
    return rank === null ? [] : [place === 0 ? rank : rank + BY_TRADE];
  });
  if (byName.length > 0) return Math.min(...byName);
  return one.nameEn.split(/[^\p{L}\p{N}]+/u).some((word) => word !== '' && word.startsWith(typed))
    ? BY_TRADE - 1
    : null;
}

function rankOfName({ name, pinyin, starts, initials }: IndexedName, typed: string): number | null {
  if (name.startsWith(typed)) return 2;
  if (pinyin.startsWith(typed)) return 3;
  if (initials.startsWith(typed)) return 4;
  if (name.includes(typed)) return 5;
  if (pinyin.includes(typed) && starts.some((start) => pinyin.startsWith(typed, start))) return 6;
  return initials.includes(typed) ? 7 : null;
}

/** The places of the best answers in a list, at most `limit`: what was used lately first, in that order, then by rank and place. */
export function bestOf(
  codes: readonly IndexedCode[],
  words: readonly string[],
  { used, limit }: { used: readonly string[]; limit: number },
): number[] {
  const lately = new Map(used.map((code, order) => [bare(code), order]));
  const found = codes.flatMap((one, place) => {
    const rank = words.length === 0 ? 0 : rankOf(one, words);
    return rank === null ? [] : [{ place, rank, order: lately.get(one.code) ?? Infinity }];
  });
  const sorted = found.sort((one, other) =>
    one.order === other.order ? one.rank - other.rank || one.place - other.place : one.order - other.order,
  );
  return sorted.slice(0, limit).map(({ place }) => place);
}
