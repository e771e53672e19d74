import type { Dimension } from './dimensions.js';
import type { ReportRow } from './report.js';

/** Column beside a code that says what it means; times say it themselves. */
const NAME_COLUMN: Partial<Record<Dimension, string>> = {
  country: 'countryName',
  chapter: 'chapterName',
  market: 'marketName',
  broker: 'brokerName',
  currency: 'currencyName',
  transportMode: 'transportModeName',
};

export type NameOf = (dimension: Dimension, code: string) => string;
export type Presented = Record<string, string | number | null>;

/** Columns of a grouping, codes with their names beside them, in the order asked for. These are text, never formulas. */
export const keyColumns = (groupBy: readonly Dimension[]): string[] =>
  groupBy.flatMap((dimension) => [dimension, NAME_COLUMN[dimension] ?? '']).filter((column) => column !== '');

export const MEASURE_COLUMNS = ['value', 'share', 'declarations', 'netWeightKg', 'change'] as const;

/** A row as it is answered: `{ country, countryName, value, share, declarations, netWeightKg, change }`. */
export function presented(groupBy: readonly Dimension[], { key, ...measures }: ReportRow, nameOf: NameOf): Presented {
  const row: Presented = {};
  for (const [index, dimension] of groupBy.entries()) {
    const code = key[index] ?? '';
    row[dimension] = code;
    const column = NAME_COLUMN[dimension];
    if (column) row[column] = nameOf(dimension, code);
  }
  const { value, share, declarations, netWeightKg, change } = measures;
  return { ...row, value, share, declarations, netWeightKg, change };
}
