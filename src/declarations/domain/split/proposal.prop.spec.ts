import fc from 'fast-check';
import { declarationOf, exampleRuleBook, exampleLine } from '../../../../test/samples/example.js';
import { dec, Decimal, plain } from '../../../vocabulary/decimal.js';
import { assess } from '../assess.js';
import type { ContainerLoad, DeclarationInput, GoodsLine } from '../declaration.js';
import { CEILING_USD } from '../rules/ceiling.js';
import { MAX_ITEMS } from '../rules/merging.js';
import { proposeSplit, type SplitProposal } from './proposal.js';
import { comparisonsOf } from './split-differences.js';

const DUTIABLE = '2841801000';
const ruleBook = exampleRuleBook({}, { [DUTIABLE]: { exportDuty: true } });
const NUMBERS = ['CSQU3054383', 'MSKU0383250', 'MRKU3902661', 'HLCU9876543', 'TCLU5000017'];

const row = fc.record({
  hsCode: fc.oneof(
    fc.constantFrom('5407520090', '6109100000', DUTIABLE),
    fc.integer({ min: 10, max: 96 }).map((chapter) => `${chapter}07520090`),
  ),
  name: fc.constantFrom('布', '毯', '带', '纱', '毛', '棉'),
  finalDestination: fc.constantFrom('NGA', 'BRA', 'VNM'),
  totalPrice: fc
    .oneof(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 15_000_000 }))
    .map((cents) => new Decimal(cents).dividedBy(100).toFixed(2)),
});
/** 0 to 4: in that container; 5: in none; 6: over two of them. */
const place = fc.integer({ min: 0, max: 6 });

const declarations = fc
  .record({
    rows: fc.array(fc.tuple(row, place), { minLength: 1, maxLength: 90 }),
    simplified: fc.boolean(),
    currency: fc.constantFrom('USD', 'EUR', 'CNY'),
  })
  .map(({ rows, simplified, currency }) => {
    const goods = rows.map(([each], index) => exampleLine(index + 1, each));
    const linesIn = (container: number): number[] =>
      rows.flatMap(([, where], index) =>
        where === container || (where === 6 && (index + container) % 3 === 0) ? [index + 1] : [],
      );
    const containers: ContainerLoad[] = NUMBERS.map((number, index) => ({ number, goodsLines: linesIn(index) }));
    const freight = { mark: 'total' as const, value: '850.55' };
    return declarationOf(goods, { simplified, currency, containers, freight, tradeTerms: 'FOB', ...headerOf(goods) });
  });

const total = (rows: readonly GoodsLine[], field: 'totalPrice' | 'packages' | 'grossWeightKg' | 'netWeightKg') =>
  plain(rows.reduce((sum, each) => sum.plus(dec(String(each[field] ?? 0))), new Decimal(0)));
const headerOf = (goods: readonly GoodsLine[]): Partial<DeclarationInput> => ({
  packages: Number(total(goods, 'packages')),
  grossWeightKg: total(goods, 'grossWeightKg'),
  netWeightKg: total(goods, 'netWeightKg'),
});

const propose = (input: DeclarationInput): SplitProposal => {
  const proposal = proposeSplit(input, ruleBook);
  if (!proposal) throw new Error('the lines are finished, so there is a proposal');
  return proposal;
};
const split = (check: (input: DeclarationInput, proposal: SplitProposal) => void): void =>
  fc.assert(
    fc.property(declarations, (input) => {
      const proposal = propose(input);
      if (proposal.needed) check(input, proposal);
    }),
    { numRuns: 60 },
  );

const isAbove = (line: GoodsLine, { currency }: DeclarationInput): boolean =>
  dec(line.totalPrice ?? '0')
    .times(dec(ruleBook.rates?.[currency ?? '']?.toUsd ?? '0'))
    .toDecimalPlaces(2)
    .greaterThan(CEILING_USD);

describe('a proposed split', () => {
  it('loses nothing: lines, totals, packages, weights and charges of the parts are those of the whole', () => {
    split((input, { whole, parts }) => {
      const goods = parts.flatMap(({ declaration }) => declaration.goods ?? []);
      expect([...goods].sort((left, right) => (left.line ?? 0) - (right.line ?? 0))).toEqual(
        JSON.parse(JSON.stringify(input.goods)),
      );
      for (const field of ['totalPrice', 'packages', 'grossWeightKg', 'netWeightKg'] as const) {
        const sum = parts.reduce((all, part) => all.plus(dec(part[field] ?? '0')), new Decimal(0));
        expect(plain(sum)).toBe(plain(dec(whole[field] ?? '0')));
      }
      const freight = parts.reduce(
        (all, { declaration }) => all.plus(dec(declaration.freight?.value ?? '0')),
        dec('0'),
      );
      expect(freight.toFixed(2)).toBe('850.55');
      const comparisons = comparisonsOf(
        input,
        parts.map(({ declaration }) => declaration),
      );
      expect(comparisons.flatMap((compare) => compare())).toEqual([]);
      const loads = parts.flatMap(({ declaration }) => declaration.containers ?? []);
      for (const { number, goodsLines = [] } of input.containers ?? []) {
        const own = loads.filter((load) => load.number === number).flatMap((load) => load.goodsLines ?? []);
        expect(own.sort((left, right) => left - right)).toEqual(goodsLines);
        expect(loads.some((load) => load.number === number)).toBe(true);
      }
    });
  });

  it('has parts that each pass, by the very rules of submission; but for one line above the ceiling by itself', () => {
    split((input, { parts }) => {
      for (const { declaration, passes, usd, items } of parts) {
        const goods = declaration.goods ?? [];
        const codes = assess(declaration, ruleBook).findings.map(({ code }) => code);
        if (goods.length === 1 && isAbove(goods[0] ?? {}, input)) {
          expect([passes, codes.includes('ceiling-exceeded')]).toEqual([false, true]);
          continue;
        }
        expect(passes).toBe(true);
        expect(dec(usd).lessThanOrEqualTo(CEILING_USD) && items <= MAX_ITEMS).toBe(true);
        for (const code of ['ceiling-exceeded', 'too-many-items', 'totals-do-not-tie', 'simplified-not-allowed']) {
          expect(codes).not.toContain(code);
        }
      }
    });
  });

  it('keeps containers whole, or says which it had to open', () => {
    split((input, { parts, containersWhole, notes }) => {
      const opened = notes.flatMap(({ code, params }) =>
        code === 'split-opens-container' ? (params?.['container'] ?? '').split(', ') : [],
      );
      expect(containersWhole).toBe(opened.length === 0);
      for (const { number, goodsLines = [] } of input.containers ?? []) {
        const holding = parts.filter(({ goodsLines: own }) => own.some((line) => goodsLines.includes(line)));
        if (!opened.includes(number)) expect(holding.length).toBeLessThanOrEqual(1);
      }
    });
  });

  it('is the same for the same goods, in whatever order they stand', () => {
    split((input, proposal) => {
      expect(propose(input)).toEqual(proposal);
      const shuffled = propose({ ...input, goods: [...(input.goods ?? [])].reverse() });
      expect(shuffled.parts.map(({ goodsLines }) => goodsLines)).toEqual(proposal.parts.map((part) => part.goodsLines));
    });
  });

  it('does without a part that another could take: no two parts fit into one', () => {
    split((input, { parts, containersWhole }) => {
      if (!containersWhole || input.simplified === true) return;
      const [last, ...rest] = [...parts].sort((left, right) => (dec(left.usd).lessThan(dec(right.usd)) ? -1 : 1));
      for (const other of rest) {
        const usd = dec(other.usd).plus(dec(last?.usd ?? '0'));
        const items = other.items + (last?.items ?? 0);
        // A cent, because each part is rounded by itself.
        expect(usd.greaterThan(CEILING_USD.minus('0.01')) || items > MAX_ITEMS).toBe(true);
      }
    });
  });
});

describe('a split that is not needed or not possible', () => {
  it('says so', () => {
    expect(proposeSplit(declarationOf([exampleLine(1)]), ruleBook)).toMatchObject({ needed: false, parts: [] });
    expect(proposeSplit(declarationOf([{ line: 1 }]), ruleBook)).toBeNull();
    expect(proposeSplit(declarationOf([exampleLine(1)], { currency: 'XAU' }), ruleBook)).toBeNull();
  });
});

describe('two thousand lines', () => {
  it('are counted out a hundred times at most, and all of them placed', () => {
    const goods = Array.from({ length: 2_000 }, (_, index) =>
      exampleLine(index + 1, {
        hsCode: `${10 + (index % 87)}07520090`,
        name: `品名${index}`,
        finalDestination: ['NGA', 'BRA', 'VNM', 'GHA'][index % 4] ?? 'NGA',
      }),
    );
    const { parts } = propose(declarationOf(goods, { simplified: true }));
    expect(parts.flatMap(({ goodsLines }) => goodsLines)).toHaveLength(2_000);
    expect(parts.every(({ passes }) => passes)).toBe(true);
  });

  it('are a part each where each is worth one, whatever containers hold them', () => {
    const goods = Array.from({ length: 2_000 }, (_, index) => exampleLine(index + 1, { totalPrice: '80000.00' }));
    const all = goods.map(({ line = 0 }) => line);
    const containers = [{ number: 'CSQU3054383', goodsLines: all }, { number: 'MSKU0383250' }];
    const { parts } = propose(declarationOf(goods, { containers }));
    expect(parts.map(({ goodsLines }) => goodsLines)).toEqual(all.map((line) => [line]));
    expect(parts[1_999]?.declaration.containers).toEqual([
      { number: 'CSQU3054383', goodsLines: [2_000] },
      { number: 'MSKU0383250' },
    ]);
  });
});
