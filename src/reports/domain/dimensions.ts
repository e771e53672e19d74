/** What a report can group by. */
export const DIMENSIONS = [
  'country',
  'month',
  'week',
  'day',
  'chapter',
  'market',
  'broker',
  'currency',
  'transportMode',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const isDimension = (text: string): text is Dimension => (DIMENSIONS as readonly string[]).includes(text);

export const BASES = ['closed', 'declared', 'released', 'settled'] as const;
/**
 * On which day an item counts: the closing day (the statistics), the declared day, the day of release, or the week whose
 * frozen statement holds it.
 */
export type Basis = (typeof BASES)[number];

/** A statement is frozen by the week: it says nothing of single days. */
export const dimensionsOf = (basis: Basis): readonly Dimension[] =>
  basis === 'settled' ? DIMENSIONS.filter((dimension) => dimension !== 'day') : DIMENSIONS;
