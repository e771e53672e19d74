import 'reflect-metadata';
import { validateSync, type ValidationError } from 'class-validator';
import fc from 'fast-check';
import type { Violation } from '../../../messages/refusals/violation.js';
import { shapeOf } from './shape.pipe.js';
import { Field } from './shape.js';

class Line {
  @Field.integer({ min: 1, required: true })
  line: number;

  @Field.text({ max: 5 })
  name?: string;

  @Field.decimal({ integerDigits: 3, scale: 2 })
  price?: string;
}

class Body {
  @Field.text({ max: 8, required: true })
  reference: string;

  @Field.day()
  on?: string;

  @Field.oneOf(['a', 'b'])
  mark?: string;

  @Field.flag()
  simplified?: boolean;

  @Field.object(() => Line)
  first?: Line;

  @Field.objects(() => Line, { max: 2 })
  lines?: Line[];
}

const oddly = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { arbitrary: usual, weight: 3 },
    fc.constantFrom(null, undefined, 5, '', '  ', true, {}, [], ['x'], 'x'.repeat(9)),
  );
const line = fc.record(
  {
    line: oddly(fc.integer({ min: -1, max: 9 })),
    name: oddly(fc.string({ maxLength: 6 })),
    price: oddly(fc.constantFrom('1', '1.25', '1.255', '-1')),
  },
  { requiredKeys: [] },
);
const body = fc.record(
  {
    reference: oddly(fc.string({ minLength: 1, maxLength: 9 })),
    on: oddly(fc.constantFrom('2021-12-28', '2021-02-30')),
    mark: oddly(fc.constantFrom('a', 'c')),
    simplified: oddly(fc.boolean()),
    first: oddly(line),
    // A list that is too long is not looked into here: it is kept out of the comparison.
    lines: oddly(fc.array(oddly(line), { maxLength: 2 })),
  },
  { requiredKeys: [] },
);

const places = (errors: readonly ValidationError[], at = ''): string[] =>
  errors.flatMap(({ property, constraints, children }) => [
    ...(constraints ? [`${at}/${property}`] : []),
    ...places(children ?? [], `${at}/${property}`),
  ]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The classes around whatever stands there, as class-validator wants them; texts are trimmed as the reader does. */
function classed<T extends object>(type: new () => T, given: Record<string, unknown>): T {
  const ofValue = (value: unknown): unknown => {
    if (typeof value === 'string') return value.trim();
    if (Array.isArray(value)) return value.map(ofValue);
    return isRecord(value) ? classed(Line, value) : value;
  };
  return Object.assign(
    new type(),
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, ofValue(value)])),
  );
}

describe('the shape of a body', () => {
  it('is refused where class-validator refuses it, for any body', () => {
    fc.assert(
      fc.property(body, (given) => {
        const violations: Violation[] = [];
        shapeOf(Body, given, [], violations);
        const expected = places(validateSync(classed(Body, given)));
        const found = violations.map(({ pointer }) => pointer);
        // The reader does not look below what it refuses, and names each element that is no object by itself.
        const isStranger = (place: string) => /^\/lines\/\d+$/.test(place);
        const compared = (all: string[]) =>
          all
            .filter(
              (place) =>
                !found.some((above) => place.startsWith(`${above}/`)) &&
                !isStranger(place) &&
                !(place === '/lines' && found.some(isStranger)),
            )
            .sort();
        expect(compared(found)).toEqual(compared(expected));
      }),
      { numRuns: 500 },
    );
  });
});
