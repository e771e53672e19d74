/** The 31 symbols of GB 32100-2015; a symbol counts its index. I, O, S, V and Z are left out as too easily misread. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i-1) mod 31 for the positions 1 to 17. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/**
 * The 18th character for the first 17, or null when one of them is not a symbol of the code.
 * The outer `% 31` matters: without it a sum divisible by 31 asks for a 32nd symbol that does not exist.
 * It may be any of the 31 symbols, not only a digit or X.
 */
export const usccCheckCharacter = (first17: string): string | null => {
  if (first17.length !== WEIGHTS.length) return null;
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first17.charAt(index));
    if (value < 0) return null;
    sum += value * weight;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
};

/** Whether the text is a unified social credit code (GB 32100-2015): 18 symbols, upper case, region in digits, check character right. */
export const isUscc = (text: string): boolean =>
  SHAPE.test(text) && usccCheckCharacter(text.slice(0, 17)) === text.charAt(17);
