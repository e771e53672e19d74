import { dec, plain, type Decimal } from '../../../vocabulary/decimal.js';
import { allocate, moneyText } from '../../../vocabulary/money.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { amountText, isGiven, sum, sumIfComplete } from '../valuation/amounts.js';
import { completeLines, type CompleteLine } from '../items/complete-lines.js';
import type { Charge, DeclarationInput, GoodsLine } from '../declaration.js';
import type { Rate } from '../../../reference/domain/rates.js';
import { itemise } from '../items/itemise.js';
import { rateOf, type RuleBook } from '../rule-book.js';
import { CEILING_USD, usdOf } from '../rules/ceiling.js';
import { MAX_ITEMS } from '../rules/merging.js';
import { isSimplified, itemCount, type BinLimits, totalOf } from './bin.js';
import { type Block, byContainer, type SplitLine, splitLines } from './blocks.js';
import { packed, type Steps } from './packing.js';

type SplitRuleBook = Pick<RuleBook, 'rates' | 'month' | 'hsFlags'>;

/** What a part or the whole comes to; a figure that not every goods line gives is null, never guessed. */
export interface PartFigures {
  readonly totalPrice: string;
  readonly usd: string;
  readonly items: number;
  readonly packages: string | null;
  readonly grossWeightKg: string | null;
  readonly netWeightKg: string | null;
}

/** One declaration of the proposal. */
export interface ProposedPart extends PartFigures {
  /** The whole's reference and the number of the part: the common name of all parts. */
  readonly reference: string;
  readonly goodsLines: readonly number[];
  readonly containers: readonly string[];
  /** False only for a part that is one goods line above the ceiling. */
  readonly passes: boolean;
  /** The part as a declaration of its own, ready to be sent. */
  readonly declaration: DeclarationInput;
}

export interface SplitProposal {
  readonly needed: boolean;
  /** The reference the parts have in common. */
  readonly group: string;
  readonly whole: PartFigures;
  readonly parts: readonly ProposedPart[];
  /** Whether no container had to be opened. */
  readonly containersWhole: boolean;
  /** What cannot be kept or cannot be split, each with its remedy. */
  readonly notes: readonly Violation[];
}

/** A proposal of which each part is made when it is asked for. */
export type SplitPlan = Omit<SplitProposal, 'parts'> & { readonly parts: readonly (() => ProposedPart)[] };

/** A reference near the longest is cut, so that its parts still have one. */
const GROUP_MAX = 64 - '/2000'.length;
const SUMMED = ['packages', 'grossWeightKg', 'netWeightKg'] as const;
const CHARGES = ['freight', 'insurance', 'otherCharges'] as const;

/**
 * Proposes how to divide a declaration that is above the ceiling or has too many items: parts that each pass, containers
 * whole where that is possible, as few as first fit gives. Nothing is lost: the parts' lines, totals, packages and weights
 * are those of the whole. Null while a goods line is unfinished or the month has no rate: half a proposal would be wrong.
 */
export const proposeSplit = (input: DeclarationInput, ruleBook: SplitRuleBook): SplitProposal | null => {
  const steps = planSplit(input, ruleBook);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const plan = step.value;
  return plan && { ...plan, parts: plan.parts.map((make) => make()) };
};

/** The same in steps, with parts that are still to be made, one by one: two thousand of them take a while. */
export function* planSplit(input: DeclarationInput, ruleBook: SplitRuleBook): Steps<SplitPlan | null> {
  const complete = completeLines(input.goods);
  const rate = isGiven(input.currency) ? rateOf(ruleBook, input.currency) : null;
  if (complete === null || rate === null) return null;
  const goods = new Map((input.goods ?? []).map((each) => [each.line, each]));
  const goodsOf = (lines: readonly CompleteLine[]): GoodsLine[] => lines.flatMap(({ line }) => goods.get(line) ?? []);
  const limits: BinLimits = {
    rate,
    simplified: input.simplified === true,
    ruleBook,
    goodsOf,
    countingsLeft: COUNTINGS_MAX,
  };
  const lines = splitLines(complete, input.containers ?? [], ruleBook);
  const whole = wholeFigures(input, lines, limits);
  const needed = dec(whole.usd).greaterThan(CEILING_USD) || whole.items > MAX_ITEMS;
  if (!needed) return { needed, group: groupOf(input), whole, parts: [], containersWhole: true, notes: [] };
  const { parts, opened } = yield* packed(byContainer(lines), limits);
  return {
    needed,
    group: groupOf(input),
    whole,
    parts: partsOf(input, parts, limits),
    containersWhole: !opened.some(isInContainer),
    notes: [
      ...opened.filter(isInContainer).map((block) => openedNote(input, block, limits)),
      ...tooDear(input, lines, rate),
      ...(isGiven(input.billOfLading) ? [billNote(input.billOfLading)] : []),
    ],
  };
}

/** Enough for every declaration seen; beyond it a part counts as full a little early. */
const COUNTINGS_MAX = 100;

/** The reference the parts of a declaration have in common. */
export const groupOf = ({ reference }: DeclarationInput): string => reference.slice(0, GROUP_MAX);
const isInContainer = ([first]: Block): boolean => (first?.containers.length ?? 0) > 0;

const figuresOf = (goods: readonly GoodsLine[], total: Decimal, rate: Rate, items: number): PartFigures => {
  const summed = (field: (typeof SUMMED)[number]): string | null => {
    const value = sumIfComplete(goods.map((line) => line[field]));
    return value === null ? null : plain(value);
  };
  return {
    totalPrice: amountText(total),
    usd: moneyText(usdOf(total, rate)),
    items,
    packages: summed('packages'),
    grossWeightKg: summed('grossWeightKg'),
    netWeightKg: summed('netWeightKg'),
  };
};

/** The whole as it was declared: simplified or not as it says itself. */
const wholeFigures = (input: DeclarationInput, lines: Block, { rate, ruleBook }: BinLimits): PartFigures =>
  figuresOf(input.goods ?? [], totalOf(lines), rate, itemise(input, ruleBook).length);

const partsOf = (input: DeclarationInput, parts: readonly Block[], limits: BinLimits): (() => ProposedPart)[] => {
  const totals = parts.map(totalOf);
  const charges = CHARGES.map((field) => [field, divideCharge(input[field], totals)] as const);
  const known = new Set(SUMMED.filter((field) => sumIfComplete((input.goods ?? []).map((line) => line[field]))));
  const loads = loadsOf(input, parts);
  return parts.map((lines, index) => () => {
    const goods = limits.goodsOf(lines);
    const simplified = isSimplified(lines, limits);
    const figures = figuresOf(goods, totalOf(lines), limits.rate, itemCount(lines, limits));
    const reference = `${groupOf(input)}/${index + 1}`;
    const containers = loads(index);
    const declaration: DeclarationInput = {
      ...input,
      reference,
      ...(input.simplified === undefined ? {} : { simplified }),
      ...Object.fromEntries(charges.map(([field, shares]) => [field, shares[index]])),
      ...headerFigures(input, figures, known),
      ...(input.containers === undefined ? {} : { containers }),
      goods,
    };
    return {
      reference,
      goodsLines: lines.map(({ line }) => line),
      containers: containers.map(({ number }) => number),
      ...figures,
      passes: dec(figures.usd).lessThanOrEqualTo(CEILING_USD) && figures.items <= MAX_ITEMS,
      declaration: JSON.parse(JSON.stringify(declaration)) as DeclarationInput,
    };
  });
};

/** The header's packages and weights for one part; what does not follow from the lines is left to be filled in. */
const headerFigures = (input: DeclarationInput, figures: PartFigures, known: ReadonlySet<string>) =>
  Object.fromEntries(
    SUMMED.filter((field) => isGiven(input[field])).map((field) => {
      const value = known.has(field) ? figures[field] : undefined;
      return [field, field === 'packages' && isGiven(value) ? Number(value) : value];
    }),
  );

/**
 * The containers of each part, each with the lines of it that lie there; one that holds nothing goes with the first part, one
 * that may hold any line with all of them. Every link of a line to a container is read once, for all parts together.
 */
const loadsOf = ({ containers = [] }: DeclarationInput, parts: readonly Block[]) => {
  const partOf = new Map(parts.flatMap((lines, part) => lines.map(({ line }) => [line, part] as const)));
  const linesIn = parts.map(() => new Map<number, number[]>());
  for (const [index, { goodsLines }] of containers.entries()) {
    if (goodsLines?.length === 0) linesIn[0]?.set(index, []);
    for (const line of goodsLines ?? []) {
      const own = linesIn[partOf.get(line) ?? -1];
      const here = own?.get(index);
      if (here) here.push(line);
      else own?.set(index, [line]);
    }
  }
  const open = containers.flatMap(({ goodsLines }, index) => (goodsLines === undefined ? [index] : []));
  return (part: number) =>
    [...open, ...(linesIn[part]?.keys() ?? [])]
      .sort((left, right) => left - right)
      .flatMap((index) => {
        const container = containers[index];
        const goodsLines = linesIn[part]?.get(index);
        return container ? [goodsLines ? { ...container, goodsLines } : container] : [];
      });
};

/** A total is divided by value, to the last digit it has; a rate and a price per tonne are the same for every part. */
const divideCharge = (charge: Charge | undefined, totals: readonly Decimal[]): (Charge | undefined)[] => {
  if (!isGiven(charge) || charge.mark !== 'total') return totals.map(() => charge);
  const value = dec(charge.value);
  const shares = allocate(value, totals, Math.max(2, value.decimalPlaces()));
  return shares.map((share) => (share.isZero() ? undefined : { ...charge, value: amountText(share) }));
};

const openedNote = (input: DeclarationInput, block: Block, limits: BinLimits): Violation => {
  const named = new Set(block.flatMap(({ containers }) => containers));
  const open = (input.containers ?? []).flatMap(({ goodsLines }, index) => (goodsLines === undefined ? [index] : []));
  // One of those that may hold any line stands for all of them.
  const indices = [...new Set([...named, ...(open.some((index) => named.has(index)) ? open : [])])].sort(
    (left, right) => left - right,
  );
  const numbers = indices.flatMap((index) => input.containers?.[index]?.number ?? []);
  const params = {
    container: numbers.join(', '),
    usd: moneyText(usdOf(totalOf(block), limits.rate)),
    count: `${itemCount(block, limits)}`,
  };
  return violation('split-opens-container', pointer('containers', indices[0] ?? 0), params, 'warning');
};

const tooDear = ({ goods = [] }: DeclarationInput, lines: readonly SplitLine[], rate: Rate): Violation[] => {
  const places = new Map(goods.map(({ line }, index) => [line, index]));
  return lines.flatMap(({ line, totalPrice }) => {
    const usd = usdOf(sum([totalPrice]), rate);
    const index = places.get(line) ?? -1;
    const params = { line: `${line}`, usd: moneyText(usd), ceiling: moneyText(CEILING_USD) };
    return usd.greaterThan(CEILING_USD) ? [violation('split-line-above-ceiling', pointer('goods', index), params)] : [];
  });
};

const billNote = (bill: string): Violation =>
  violation('split-shares-bill', pointer('billOfLading'), { value: bill }, 'warning');
