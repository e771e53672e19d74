import fc from 'fast-check';
import { declarationOf, exampleRuleBook, exampleLine } from '../../../../test/samples/example.js';
import { dec, Decimal, plain } from '../../../vocabulary/decimal.js';
import type { GoodsLine } from '../declaration.js';
import { itemise } from './itemise.js';
import { mergingView } from './merging-view.js';

const DUTIABLE = '2841801000';
const INSPECTED = '9503006000';
const ruleBook = exampleRuleBook({}, { [DUTIABLE]: { exportDuty: true }, [INSPECTED]: { inspection: true } });

const row = fc.record({
  hsCode: fc.constantFrom('5407520090', '5407540000', '6006320000', '6109100000', DUTIABLE, INSPECTED),
  name: fc.constantFrom('布', '毯', '带'),
  finalDestination: fc.constantFrom('NGA', 'BRA'),
  packages: fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined, freq: 20 }),
  grossWeightKg: fc.option(
    fc.integer({ min: 1, max: 999_999 }).map((grams) => plain(new Decimal(grams).dividedBy(1000))),
    { nil: undefined, freq: 20 },
  ),
  totalPrice: fc.integer({ min: 1, max: 9_999_999 }).map((cents) => new Decimal(cents).dividedBy(100).toFixed(2)),
});
const goods = fc
  .array(row, { minLength: 1, maxLength: 30 })
  .map((rows) => rows.map((each, index) => exampleLine(index + 1, each)));

const viewOf = (lines: readonly GoodsLine[], simplified: boolean) => {
  const input = declarationOf(lines, { simplified });
  return mergingView(input, itemise(input, ruleBook), ruleBook);
};

describe('lines beside items', () => {
  it('add up to the same value, packages, net and gross weight', () => {
    fc.assert(
      fc.property(goods, fc.boolean(), (lines, simplified) => {
        const { totals, tie, ties } = viewOf(lines, simplified);
        expect(ties).toBe(true);
        expect(totals.items).toEqual(totals.lines);
        const isGiven = lines.every(({ packages }) => packages !== undefined);
        expect(tie.packages).toBe(isGiven ? true : null);
        const value = lines.reduce((sum, { totalPrice = '0' }) => sum.plus(dec(totalPrice)), new Decimal(0));
        expect(totals.lines.totalPrice).toBe(value.toFixed(2));
      }),
    );
  });

  it('give every line one item, which names the line back', () => {
    fc.assert(
      fc.property(goods, fc.boolean(), (lines, simplified) => {
        const view = viewOf(lines, simplified);
        expect(view.lines).toHaveLength(lines.length);
        for (const { line, itemNumber } of view.lines) {
          const naming = view.items.filter(({ goodsLines }) => goodsLines.includes(line ?? 0));
          expect(naming.map((item) => item.itemNumber)).toEqual([itemNumber]);
        }
      }),
    );
  });

  it('say why: only the rest of a chapter is ever joined with other goods', () => {
    fc.assert(
      fc.property(goods, fc.boolean(), (lines, simplified) => {
        const view = viewOf(lines, simplified);
        for (const item of view.items) {
          const own = view.lines.filter(({ itemNumber }) => itemNumber === item.itemNumber);
          const [reason] = own.map((line) => line.reason);
          expect(new Set(own.map((line) => line.reason)).size).toBe(1);
          if (!simplified) expect([reason, own.length]).toEqual(['not-simplified', 1]);
          if (new Set(own.map(({ hsCode, name }) => `${hsCode} ${name}`)).size > 1) expect(reason).toBe('chapter');
          if (simplified) {
            expect(reason === 'export-duty').toBe(item.hsCode === DUTIABLE);
            expect(reason === 'inspection').toBe(item.hsCode === INSPECTED);
          }
        }
        const top = view.lines.filter(({ reason }) => reason === 'top-variety');
        expect(new Set(top.map(({ hsCode, name }) => `${hsCode} ${name}`)).size).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('show a difference where the items say another sum, and nothing where nothing is merged', () => {
    const input = declarationOf([exampleLine(1), exampleLine(2)]);
    const [first, ...rest] = itemise(input, ruleBook);
    if (!first) throw new Error('no item');
    const other = mergingView(input, [{ ...first, totalPrice: '1000.01' }, ...rest], ruleBook);
    expect(other).toMatchObject({ ties: false, tie: { totalPrice: false, netWeightKg: true } });
    const unfinished = mergingView(declarationOf([{ line: 1 }]), [], ruleBook);
    expect(unfinished).toMatchObject({ ties: null, items: [], lines: [{ line: 1, itemNumber: null, reason: null }] });
  });
});
