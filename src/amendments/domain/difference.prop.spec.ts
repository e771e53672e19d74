import fc from 'fast-check';
import { exampleDeclaration, exampleLine } from '../../../test/samples/example.js';
import { applied, changedFields, contentDifference } from './difference.js';

const text = fc.constantFrom('a', 'b/c', 'd~e', '涤纶');
const goods = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 6 })
  .chain((lines) =>
    fc.tuple(
      ...lines.map((line) =>
        fc.record({ name: text, stall: text }, { requiredKeys: ['name'] }).map((more) => exampleLine(line, more)),
      ),
    ),
  );
const containers = fc.uniqueArray(
  fc.record(
    { number: text, goodsLines: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }) },
    { requiredKeys: ['number'] },
  ),
  { selector: ({ number }) => number, maxLength: 3 },
);
const freight = fc.record(
  { mark: fc.constantFrom('rate' as const, 'total' as const), value: text, currency: text },
  {
    requiredKeys: ['mark', 'value'],
  },
);
const content = fc
  .record(
    { billOfLading: text, packages: fc.nat(3), simplified: fc.boolean(), freight, containers, goods },
    { requiredKeys: ['goods'] },
  )
  .map((changes) => exampleDeclaration(changes));

describe('a difference', () => {
  it('of a content to itself is empty', () => {
    fc.assert(fc.property(content, (one) => expect(contentDifference(one, one)).toEqual([])));
  });

  it('put into the one content gives the other', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        expect(contentDifference(applied(one, contentDifference(one, other)), other)).toEqual([]);
      }),
    );
  });

  it('backwards is the same with before and after exchanged', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const turned = contentDifference(other, one).map(({ pointer, before, after }) => ({
          pointer,
          before: after,
          after: before,
        }));
        expect(new Set(contentDifference(one, other).map((each) => JSON.stringify(each)))).toEqual(
          new Set(turned.map((each) => JSON.stringify(each))),
        );
      }),
    );
  });

  it('matches goods by their numbers: a line removed is one change', () => {
    const one = exampleDeclaration({ goods: [exampleLine(1), exampleLine(2), exampleLine(3)] });
    const other = exampleDeclaration({ goods: [exampleLine(3), exampleLine(2, { stall: 'C1-1' })] });
    expect(contentDifference(one, other)).toEqual([
      { pointer: '/goods/line:1', before: exampleLine(1), after: null },
      { pointer: '/goods/line:2/stall', before: 'C1-0231', after: 'C1-1' },
    ]);
    expect(changedFields(contentDifference(one, other))).toEqual(['goods']);
  });

  it('of rows that share a number is the whole list', () => {
    const twice = exampleDeclaration({ goods: [exampleLine(1), exampleLine(1)] });
    expect(contentDifference(twice, exampleDeclaration()).map(({ pointer }) => pointer)).toEqual(['/goods']);
  });
});
