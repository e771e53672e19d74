/** How finely a pair of rollup tables (by day, by month) distinguishes facts. */
export interface RollupLevel {
  readonly day: string;
  readonly month: string;
  /** Columns that are kept apart; a question may group and filter by these only. */
  readonly dimensions: readonly string[];
}

/** Distinguishes nearly every item, and therefore answers everything. The only level with the firm on its rows. */
export const FINE: RollupLevel = {
  day: 'rollup_day',
  month: 'rollup_month',
  dimensions: ['market', 'broker_id', 'country', 'chapter', 'currency', 'transport_mode'],
};

/**
 * From coarse to fine. A market's year of the fine level is as long as the ledger; the coarse ones answer the daily
 * questions (which country, which chapter, which market) from a few thousand rows. All keep countries apart, because every
 * answer says how many there are. Brokers see the fine level only:
 * row-level security needs the firm on the row.
 */
export const ROLLUP_LEVELS: readonly RollupLevel[] = [
  { day: 'rollup_day_country', month: 'rollup_month_country', dimensions: ['market', 'country'] },
  {
    day: 'rollup_day_country_chapter',
    month: 'rollup_month_country_chapter',
    dimensions: ['market', 'country', 'chapter'],
  },
  FINE,
];

/** The coarsest level that keeps all these columns apart. */
export const rollupLevelFor = (columns: readonly string[]): RollupLevel =>
  ROLLUP_LEVELS.find(({ dimensions }) => columns.every((column) => dimensions.includes(column))) ?? FINE;

/** What every fact, delta and rollup row adds up. */
export const MEASURES = [
  'value_cny',
  'value_usd',
  'net_weight_kg',
  'declarations',
  'declarations_by_country',
  'declarations_by_chapter',
  'declarations_by_country_chapter',
] as const;
