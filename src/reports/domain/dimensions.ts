/** What a report can group by, and what its items can be chosen by. */
export const DIMENSIONS = [
  'country',
  'month',
  'week',
  'day',
  'settlementWeek',
  'chapter',
  'heading',
  'subheading',
  'hsCode',
  'market',
  'broker',
  'consignor',
  'customsOffice',
  'exitOffice',
  'domesticSource',
  'currency',
  'transportMode',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Dimensions that are a time: their values follow from a day, save for the settlement week. */
export const TIMES = ['month', 'week', 'day', 'settlementWeek'] as const;
export type TimeDimension = (typeof TIMES)[number];
export type CodeDimension = Exclude<Dimension, TimeDimension>;

export const isDimension = (text: string): text is Dimension => (DIMENSIONS as readonly string[]).includes(text);
export const isTime = (dimension: Dimension): dimension is TimeDimension =>
  (TIMES as readonly string[]).includes(dimension);

export const BASES = ['closed', 'declared', 'released', 'settled'] as const;
/**
 * Which items count, and on which day: on the closing day (the statistics), the declared day, the day of release; or those of the
 * statistics that a finished weekly statement holds, on their closing day as well.
 */
export type Basis = (typeof BASES)[number];

/** Only what is settled has a settlement week. */
export const dimensionsOf = (basis: Basis): readonly Dimension[] =>
  basis === 'settled' ? DIMENSIONS : DIMENSIONS.filter((dimension) => dimension !== 'settlementWeek');
