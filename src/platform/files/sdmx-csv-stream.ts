import { csvCell } from './csv-stream.js';
import type { RowBatches, TableCell, TableColumn } from './table.js';

/** The data flow that a file belongs to, and components with one value in all its rows. */
export interface SdmxHead {
  /** `AGENCY:ID(VERSION)`. */
  readonly structure: string;
  readonly columns: readonly TableColumn[];
  readonly constants: readonly (readonly [id: string, value: string, role: TableColumn['role']])[];
}

const ORDER = ['dimension', 'measure', 'attribute'] as const;

/** The identifiers of components that have one in the cross-domain concepts. */
const CONCEPTS: Readonly<Record<string, string>> = {
  value: 'OBS_VALUE',
  timePeriod: 'TIME_PERIOD',
  currencyUnit: 'UNIT_MEASURE',
};

export const sdmxIdOf = (name: string): string =>
  CONCEPTS[name] ?? name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

/**
 * An SDMX-CSV 2.0 data message: structure, action, then dimensions, measures and attributes under their identifiers. Its cells are
 * codes and values as they are: it is read by programs, and a mark in front of one would be part of it.
 */
export async function* sdmxCsvPieces(head: SdmxHead, batches: RowBatches): AsyncGenerator<Buffer> {
  const components = [
    ...head.constants.map(([id, value, role]) => ({ id, role, of: () => value as TableCell })),
    ...head.columns.map(({ name, role }, index) => ({
      id: sdmxIdOf(name),
      role,
      of: (row: readonly TableCell[]) => row[index] ?? null,
    })),
  ];
  const ordered = ORDER.flatMap((role) => components.filter((component) => component.role === role));
  yield Buffer.from(`${['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...ordered.map(({ id }) => id)].join(',')}\r\n`);
  const fixed = ['dataflow', csvCell(head.structure), 'I'].join(',');
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) {
      text += fixed;
      for (const { of } of ordered) {
        const cell = of(row);
        text += cell === null ? ',' : `,${csvCell(String(cell))}`;
      }
      text += '\r\n';
    }
    if (text !== '') yield Buffer.from(text);
  }
}
