/** How finely a pair of rollup tables (by day, by month) tells facts apart. */
export interface RollupLevel {
  readonly day: string;
  readonly month: string;
  /** Columns that are kept apart; a question may group and filter by these only. */
  readonly dimensions: readonly string[];
}

/**
 * From coarse to fine. The fine pair answers everything, but tells nearly every item apart: a market's year of it is as
 * long as the book. The coarse pair answers the daily question (which country, which market) from a few thousand rows.
 * Brokers see the fine pair only: row-level security needs the firm on the row.
 */
export const ROLLUP_LEVELS: readonly [RollupLevel, RollupLevel] = [
  { day: 'rollup_day_country', month: 'rollup_month_country', dimensions: ['market', 'country'] },
  {
    day: 'rollup_day',
    month: 'rollup_month',
    dimensions: ['market', 'broker_id', 'country', 'chapter', 'currency', 'transport_mode'],
  },
];

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
