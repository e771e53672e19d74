import type { Language } from '../../vocabulary/language.js';

/**
 * A figure of a statement. It stands in every place whose SQL it has; types, digest, JSON, files, print, preview and the
 * difference of a rerun follow from this list. Its name decides its place in the digest, its place in the list that in files.
 */
interface Figure {
  /** A whole number, or decimal text: an amount with two decimals, a weight without trailing zeros. */
  readonly unit: 'count' | 'amount' | 'weight';
  /** The heading of its column. */
  readonly words: Readonly<Record<Language, string>>;
  /** For the API description. */
  readonly example: number | string;
  /** Its column in `settlement_line`, and of a sum in `settlement_step`. */
  readonly column?: string;
  /** Of whatever adds up declarations (stages, steps, ages): its column in the sums of the week. */
  readonly sum?: string;
  /** Of a stage only: SQL over the sums `s` and the containers `x` of the firm. Never NULL. */
  readonly stage?: (stage: string) => string;
  /** Of a line: SQL over the row `l` of sums by destination. Never NULL. */
  readonly line?: string;
  /** Statements that were frozen before there was this figure have none, and their files no column. */
  readonly later?: true;
}

export const FIGURES = {
  containers: {
    unit: 'count',
    words: { zh: '集装箱数', en: 'Containers' },
    example: 2,
    stage: (stage: string) => `coalesce(x.${stage}, 0)`,
  },
  declarations: {
    unit: 'count',
    words: { zh: '报关单数', en: 'Declarations' },
    example: 1,
    column: 'declarations',
    sum: 'declarations',
    line: 'l.declarations',
  },
  valueCny: {
    unit: 'amount',
    words: { zh: '人民币（元）', en: 'CNY' },
    example: '70.10',
    column: 'value_cny',
    sum: 'cny',
    line: 'l.cny',
  },
  valueUsd: {
    unit: 'amount',
    words: { zh: '美元', en: 'USD' },
    example: '10.01',
    column: 'value_usd',
    sum: 'usd',
    line: 'l.usd',
  },
  netWeightKg: {
    unit: 'weight',
    words: { zh: '净重（千克）', en: 'Net weight (kg)' },
    example: '2.5',
    column: 'net_weight_kg',
    line: 'l.kg',
  },
} as const satisfies Readonly<Record<string, Figure>>;

type Figures = typeof FIGURES;
export type FigureName = keyof Figures;
type Having<Place> = { [F in FigureName]: keyof Figures[F] & Place extends never ? never : F }[FigureName];
export type SumFigure = Having<'sum'>;
export type StageFigure = Having<'sum' | 'stage'>;
export type LineFigure = Having<'line'>;

type Value<F extends FigureName> = Figures[F]['unit'] extends 'count' ? number : string;
type Later = Having<'later'>;
/** These figures with their values; a figure that older statements do not have may be missing. */
export type Values<F extends FigureName> = { readonly [K in Exclude<F, Later>]: Value<K> } & {
  readonly [K in F & Later]?: Value<K>;
};

const NAMES = Object.keys(FIGURES) as FigureName[];
export const SUM_FIGURES = NAMES.filter((name): name is SumFigure => 'sum' in FIGURES[name]);
export const STAGE_FIGURES = NAMES.filter(
  (name): name is StageFigure => 'sum' in FIGURES[name] || 'stage' in FIGURES[name],
);
export const LINE_FIGURES = NAMES.filter((name): name is LineFigure => 'line' in FIGURES[name]);

/** Of these figures those that the rows of a statement can have: one that is later than the statement has no column in its files. */
export const figuresOf = <F extends FigureName>(names: readonly F[], rows: readonly Partial<Values<F>>[]): F[] =>
  names.filter((name) => !('later' in FIGURES[name]) || rows.some((row) => name in row));
