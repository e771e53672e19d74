import type { Dimension } from './dimensions.js';
import type { ReportRow } from './report.js';

/** Column beside a code that says what it means; times say it themselves. */
const NAME_COLUMN: Partial<Record<Dimension, string>> = {
  country: 'countryName',
  chapter: 'chapterName',
  heading: 'headingName',
  hsCode: 'hsCodeName',
  market: 'marketName',
  broker: 'brokerName',
  consignor: 'consignorName',
  customsOffice: 'customsOfficeName',
  exitOffice: 'exitOfficeName',
  domesticSource: 'domesticSourceName',
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
export function presented(groupBy: readonly Dimension[], row: ReportRow, nameOf: NameOf): Presented {
  const shown: Presented = {};
  for (const [index, dimension] of groupBy.entries()) {
    const code = row.key[index] ?? '';
    shown[dimension] = code;
    const column = NAME_COLUMN[dimension];
    if (column) shown[column] = nameOf(dimension, code);
  }
  for (const column of MEASURE_COLUMNS) shown[column] = row[column];
  return shown;
}
