import type { TableColumn } from '../../platform/files/table.js';
import { type SdmxHead, sdmxIdOf } from '../../platform/files/sdmx-csv-stream.js';
import { daysBetween } from '../../vocabulary/period.js';
import { DIMENSIONS, type Dimension, isTime } from '../domain/dimensions.js';
import type { Question } from '../domain/question.js';
import type { FileContent } from './question-statements.js';
import type { TableSource } from './table-source.js';

/** The data flows, in the version of their structure. */
const FLOWS: Readonly<Record<FileContent, string>> = {
  report: 'LOOMGATE:EXPORT_VALUE(1.0.0)',
  lines: 'LOOMGATE:EXPORT_LINES(1.0.0)',
  changes: 'LOOMGATE:EXPORT_CHANGES(1.0.0)',
  causes: 'LOOMGATE:EXPORT_CAUSES(1.0.0)',
};

/** How often a time is observed, as the code list of frequencies says it; the finest comes first. */
const FREQUENCIES = [
  ['day', 'D'],
  ['week', 'W'],
  ['settlementWeek', 'W'],
  ['month', 'M'],
] as const;
/** Another frequency than those of the code list: any range of days. */
const OTHER = '_O';
/** A dimension over all its values. */
const TOTAL = '_T';

type Constant = SdmxHead['constants'][number];

/**
 * What a file is to SDMX. A report is observations of one structure: dimensions that it is not grouped by stand for all of their values,
 * or for those that the question names, and the time is the finest of its times, or the whole range.
 */
export function sdmxHeadOf({ answered, columns }: TableSource): SdmxHead {
  const { content, question, asOf } = answered;
  const constants: Constant[] = [
    ['BASIS', question.basis, 'dimension'],
    ['UNIT_MEASURE', question.currency, 'dimension'],
    ['AS_OF', asOf, 'attribute'],
  ];
  if (content !== 'report') {
    const named = columns.map((column) => (column.name === 'day' ? renamed(column, 'timePeriod') : column));
    return { structure: FLOWS[content], columns: named, constants };
  }
  const { time, frequency } = timeOf(question);
  const range: Constant[] =
    time === null
      ? [['TIME_PERIOD', `${question.from}/P${daysBetween(question.from, question.to) + 1}D`, 'dimension']]
      : [];
  const shown = columns.map((column) =>
    column.name === time ? renamed(column, 'timePeriod') : asSeries(column, question),
  );
  return {
    structure: FLOWS.report,
    columns: shown,
    constants: [['FREQ', frequency, 'dimension'], ...constants, ...wholeDimensions(question), ...range],
  };
}

const renamed = (column: TableColumn, name: string): TableColumn => ({ ...column, name, role: 'dimension' });

/** A second, coarser time follows from the first: it is no part of the key. */
const asSeries = (column: TableColumn, { groupBy }: Question): TableColumn => {
  const dimension = groupBy.find((each) => each === column.name);
  return dimension !== undefined && isTime(dimension) ? { ...column, role: 'attribute' } : column;
};

function timeOf({ groupBy }: Question): { time: Dimension | null; frequency: string } {
  const found = FREQUENCIES.find(([name]) => groupBy.includes(name));
  return found ? { time: found[0], frequency: found[1] } : { time: null, frequency: OTHER };
}

const wholeDimensions = ({ groupBy, filters }: Question): Constant[] =>
  DIMENSIONS.filter((dimension) => !isTime(dimension) && !groupBy.includes(dimension)).map((dimension) => [
    sdmxIdOf(dimension),
    filters[dimension]?.join('+') ?? TOTAL,
    'dimension',
  ]);
