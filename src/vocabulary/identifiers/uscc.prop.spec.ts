import fc from 'fast-check';
import { isUscc, usccCheckCharacter } from './uscc.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const symbol = fc.constantFrom(...ALPHABET);
const digit = fc.constantFrom(...'0123456789');
const word = (one: fc.Arbitrary<string>, length: number): fc.Arbitrary<string> =>
  fc.array(one, { minLength: length, maxLength: length }).map((list) => list.join(''));
const first17 = fc.tuple(word(symbol, 2), word(digit, 6), word(symbol, 9)).map((parts) => parts.join(''));

describe('unified social credit code, for any firm', () => {
  it('is completed by its check character, and by no other', () => {
    fc.assert(
      fc.property(first17, (first) => {
        const right = usccCheckCharacter(first);
        expect([...ALPHABET].filter((last) => isUscc(first + last))).toEqual([right]);
      }),
    );
  });

  it('catches every change of one character', () => {
    fc.assert(
      fc.property(first17, fc.nat({ max: 17 }), symbol, (first, at, other) => {
        const code = first + (usccCheckCharacter(first) ?? '');
        fc.pre(code.charAt(at) !== other);
        expect(isUscc(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('catches every swap of two different neighbours', () => {
    fc.assert(
      fc.property(first17, fc.nat({ max: 15 }), (first, at) => {
        const code = first + (usccCheckCharacter(first) ?? '');
        fc.pre(code.charAt(at) !== code.charAt(at + 1));
        expect(isUscc(code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2))).toBe(false);
      }),
    );
  });

  it('has no check character where a symbol is none', () => {
    fc.assert(
      fc.property(first17, fc.nat({ max: 16 }), fc.constantFrom(...'IOSVZiosvz- 零'), (first, at, wrong) => {
        expect(usccCheckCharacter(first.slice(0, at) + wrong + first.slice(at + 1))).toBeNull();
      }),
    );
  });
});
