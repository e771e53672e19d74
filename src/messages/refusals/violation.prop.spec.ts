import fc from 'fast-check';
import { MESSAGES, type MessageCode } from '../index.js';
import { foldConsequential, hasErrors, pointer, violation } from './violation.js';

const codes = Object.keys(MESSAGES) as MessageCode[];
const segment = fc.oneof(fc.constantFrom('goods', 'hsCode', 'a/b', '~', ''), fc.nat({ max: 3 }));
const place = fc.array(segment, { maxLength: 3 }).map((segments) => pointer(...segments));
const found = fc
  .tuple(fc.constantFrom(...codes), place, fc.constantFrom('error' as const, 'warning' as const))
  .map(([code, where, severity]) => violation(code, where, undefined, severity));

/** RFC 6901, section 4: split at "/", then "~1" becomes "/", and only then "~0" becomes "~". */
const segmentsOf = (text: string): string[] =>
  text === ''
    ? []
    : text
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

describe('JSON pointers', () => {
  it('give back the segments they were made of, whatever these contain', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[~/01]{0,6}$/), fc.nat()), {
          maxLength: 6,
        }),
        (segments) => {
          expect(segmentsOf(pointer(...segments))).toEqual(segments.map(String));
        },
      ),
    );
  });
});

describe('folding any list', () => {
  it('keeps order, adds nothing, keeps something, and has nothing left to do the second time', () => {
    fc.assert(
      fc.property(fc.array(found, { maxLength: 12 }), (list) => {
        const folded = foldConsequential(list);
        let from = 0;
        for (const one of folded) {
          const index = list.indexOf(one, from);
          expect(index).toBeGreaterThanOrEqual(from);
          from = index + 1;
        }
        expect(folded.length > 0).toBe(list.length > 0);
        expect(hasErrors(folded)).toBe(hasErrors(list));
        expect(foldConsequential(folded)).toEqual(folded);
      }),
      { numRuns: 500 },
    );
  });
});
