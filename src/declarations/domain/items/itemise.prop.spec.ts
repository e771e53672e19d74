import fc from 'fast-check';
import { declarationOf, exampleRuleBook, exampleLine } from '../../../../test/samples/example.js';
import { dec, Decimal, plain } from '../../../vocabulary/decimal.js';
import type { GoodsLine, ItemDraft } from '../declaration.js';
import { itemise } from './itemise.js';

const CODES = ['5407520090', '5407540000', '6006320000', '6001920000', '6109100000', '9606210000'];
const DUTIABLE = '2841801000';
const INSPECTED = '9503006000';
const ruleBook = exampleRuleBook({}, { [DUTIABLE]: { exportDuty: true }, [INSPECTED]: { inspection: true } });

/** Few codes, names, units and countries, and few prices: so that everything collides. */
const row = fc.record({
  hsCode: fc.constantFrom(...CODES, DUTIABLE, INSPECTED),
  name: fc.constantFrom('布', '毯', '带'),
  unit: fc.constantFrom('030', '035', '011'),
  finalDestination: fc.constantFrom('NGA', 'BRA', 'VNM'),
  quantity: fc.integer({ min: 1, max: 9_999_999 }).map((units) => plain(new Decimal(units).dividedBy(1000))),
  netWeightKg: fc.integer({ min: 1, max: 9_999_999 }).map((grams) => plain(new Decimal(grams).dividedBy(1000))),
  totalPrice: fc
    .oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9_999_999 }))
    .map((cents) => new Decimal(cents).dividedBy(100).toFixed(2)),
});
const goods = fc
  .array(row, { minLength: 1, maxLength: 40 })
  .map((rows) => rows.map((each, index) => exampleLine(index + 1, each)));
const flag = fc.boolean();

const total = (rows: readonly (GoodsLine | ItemDraft)[], field: 'totalPrice' | 'netWeightKg'): string =>
  plain(rows.reduce((sum, each) => sum.plus(dec(each[field] ?? '0')), new Decimal(0)));

const merge = (lines: readonly GoodsLine[], simplified: boolean): ItemDraft[] =>
  itemise(declarationOf(lines, { simplified }), ruleBook);

const linesOf = (item: ItemDraft, lines: readonly GoodsLine[]): GoodsLine[] =>
  lines.filter(({ line }) => item.goodsLines.includes(line ?? 0));

const varietyOf = ({ hsCode, name }: GoodsLine): string => `${hsCode} ${name}`;
const isFlagged = ({ hsCode }: GoodsLine): boolean => hsCode === DUTIABLE || hsCode === INSPECTED;

describe('merging', () => {
  it('loses no cent and no gram', () => {
    fc.assert(
      fc.property(goods, flag, (lines, simplified) => {
        const items = merge(lines, simplified);
        expect(total(items, 'totalPrice')).toBe(total(lines, 'totalPrice'));
        expect(total(items, 'netWeightKg')).toBe(total(lines, 'netWeightKg'));
      }),
    );
  });

  it('puts every goods line into exactly one item', () => {
    fc.assert(
      fc.property(goods, flag, (lines, simplified) => {
        const merged = merge(lines, simplified).flatMap(({ goodsLines }) => goodsLines);
        expect(merged.sort((left, right) => left - right)).toEqual(lines.map(({ line }) => line));
      }),
    );
  });

  it('never joins two destinations, nor two chapters', () => {
    fc.assert(
      fc.property(goods, flag, (lines, simplified) => {
        for (const item of merge(lines, simplified)) {
          for (const line of linesOf(item, lines)) {
            expect(line.finalDestination).toBe(item.finalDestination);
            expect(line.hsCode?.slice(0, 2)).toBe(item.hsCode.slice(0, 2));
          }
        }
      }),
    );
  });

  it('never joins dutiable or inspected goods with another variety', () => {
    fc.assert(
      fc.property(goods, (lines) => {
        for (const item of merge(lines, true)) {
          const joined = linesOf(item, lines);
          if (joined.some(isFlagged)) expect(new Set(joined.map(varietyOf)).size).toBe(1);
        }
      }),
    );
  });

  it('adds quantities of one unit and weighs those of several', () => {
    fc.assert(
      fc.property(goods, (lines) => {
        for (const item of merge(lines, true)) {
          const joined = linesOf(item, lines);
          const units = new Set(joined.map(({ unit }) => unit));
          const quantity = joined.reduce((sum, each) => sum.plus(dec(each.quantity ?? '0')), new Decimal(0));
          expect(item.unit).toBe(units.size === 1 ? joined[0]?.unit : '035');
          expect(item.quantity).toBe(units.size === 1 ? plain(quantity) : item.netWeightKg);
        }
      }),
    );
  });

  it('does not depend on the order in which the lines are written', () => {
    const shuffled = goods.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    );
    fc.assert(
      fc.property(shuffled, flag, ([lines, reordered], simplified) => {
        expect(merge(reordered, simplified)).toEqual(merge(lines, simplified));
      }),
    );
  });
});

describe('the order of a simplified declaration', () => {
  it('is: five highest varieties, flagged varieties, merged rest; each part in descending value', () => {
    fc.assert(
      fc.property(goods, (lines) => {
        const values = new Map<string, Decimal>();
        for (const line of lines) {
          values.set(
            varietyOf(line),
            (values.get(varietyOf(line)) ?? new Decimal(0)).plus(dec(line.totalPrice ?? '0')),
          );
        }
        const free = new Set(lines.filter((line) => !isFlagged(line)).map(varietyOf));
        const flagged = new Set(lines.filter(isFlagged).map(varietyOf));
        const items = merge(lines, true).map((item) => {
          const [first] = linesOf(item, lines);
          return { item, variety: first === undefined ? '' : varietyOf(first) };
        });

        const seen: string[] = [];
        for (const { variety } of items) if (seen.at(-1) !== variety) seen.push(variety);
        const top = Math.min(5, free.size);
        const apart = top + flagged.size;
        expect(seen.slice(0, top).every((variety) => free.has(variety))).toBe(true);
        expect(new Set(seen.slice(top, apart))).toEqual(flagged);
        const ranked = (part: readonly string[]) => part.map((variety) => values.get(variety)?.negated().toNumber());
        for (const part of [seen.slice(0, top), seen.slice(top, apart)]) {
          expect(ranked(part)).toEqual([...ranked(part)].sort((left, right) => (left ?? 0) - (right ?? 0)));
        }
        const numbers = items.filter(({ variety }) => seen.indexOf(variety) < apart).length;
        const rest = items.slice(numbers).map(({ item }) => dec(item.totalPrice).negated().toNumber());
        expect(rest).toEqual([...rest].sort((left, right) => left - right));
      }),
    );
  });
});
