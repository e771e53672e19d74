import fc from 'fast-check';
import {
  containerCheckDigit,
  isContainerNumber,
  normaliseContainerNumber,
  suggestContainerNumbers,
} from './container-number.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const word = (symbols: string, length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...symbols), { minLength: length, maxLength: length }).map((list) => list.join(''));
const first10 = fc.tuple(word(ALPHABET, 3), word('UJZ', 1), word('0123456789', 6)).map((parts) => parts.join(''));
const number = first10.map((first) => `${first}${containerCheckDigit(first)}`);

/** The remainder of the weighted sum, counted here once more in another way: values by the list of the standard. */
const VALUES = [10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38];
const valueOf = (character: string): number => VALUES[ALPHABET.indexOf(character)] ?? Number(character);
const remainder = (first: string): number => [...first].reduceRight((sum, one) => sum * 2 + valueOf(one), 0) % 11;

/** Two numbers the check digit does not distinguish: equal remainders, or 0 and 10, which both count as 0. */
const blind = (one: string, other: string): boolean => {
  const [left, right] = [remainder(one), remainder(other)];
  return left === right || (left % 10 === 0 && right % 10 === 0);
};

describe('container number, for any container', () => {
  it('follows the standard counted another way', () => {
    fc.assert(fc.property(first10, (first) => expect(containerCheckDigit(first)).toBe(remainder(first) % 10)));
  });

  it('catches any change of one character, but for the known blind spots', () => {
    fc.assert(
      fc.property(number, fc.nat({ max: 10 }), fc.constantFrom(...ALPHABET, ...'0123456789'), (right, at, other) => {
        fc.pre(right.charAt(at) !== other);
        const wrong = right.slice(0, at) + other + right.slice(at + 1);
        if (isContainerNumber(wrong)) {
          expect(at).toBeLessThan(10);
          expect(blind(right.slice(0, 10), wrong.slice(0, 10))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('catches any change of one digit of the serial unless the remainder moves between 0 and 10', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 4, max: 9 }), fc.constantFrom(...'0123456789'), (right, at, other) => {
        fc.pre(right.charAt(at) !== other);
        const wrong = right.slice(0, at) + other + right.slice(at + 1);
        const remainders = [remainder(right.slice(0, 10)), remainder(wrong.slice(0, 10))].sort((a, b) => a - b);
        expect(isContainerNumber(wrong)).toBe(remainders[0] === 0 && remainders[1] === 10);
      }),
      { numRuns: 2000 },
    );
  });

  it('survives being typed with blanks, hyphens, small and full-width letters', () => {
    const gap = fc.constantFrom('', ' ', '-', '\u3000', '\u2013', '\t');
    fc.assert(
      fc.property(number, fc.array(gap, { minLength: 11, maxLength: 11 }), fc.boolean(), (right, gaps, wide) => {
        const typed = [...right.toLowerCase()].map((one, index) => {
          const written = wide ? String.fromCharCode(one.charCodeAt(0) + 0xfee0) : one;
          return (gaps[index] ?? '') + written;
        });
        expect(normaliseContainerNumber(typed.join(''))).toBe(right);
      }),
    );
  });

  it('proposes at most five numbers, all valid, all one slip away', () => {
    const typed = fc.oneof(word(ALPHABET + '0123456789', 11), fc.string({ maxLength: 14 }), number);
    fc.assert(
      fc.property(typed, (raw) => {
        const meant = normaliseContainerNumber(raw);
        const proposals = suggestContainerNumbers(raw);
        expect(proposals.length).toBeLessThanOrEqual(5);
        expect(new Set(proposals).size).toBe(proposals.length);
        for (const proposal of proposals) {
          const wrong = [...proposal].flatMap((one, index) => (one === meant.charAt(index) ? [] : [index]));
          const [first = -1, second = -1] = wrong;
          const swapped =
            meant.charAt(first) === proposal.charAt(second) && meant.charAt(second) === proposal.charAt(first);
          expect(isContainerNumber(proposal)).toBe(true);
          expect(wrong.length === 1 || (wrong.length === 2 && second === first + 1 && swapped)).toBe(true);
        }
      }),
    );
  });
});
