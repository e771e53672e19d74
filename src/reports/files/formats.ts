import { csvPieces } from '../../platform/files/csv-stream.js';
import { parquetPieces } from '../../platform/files/parquet-stream.js';
import { sdmxCsvPieces } from '../../platform/files/sdmx-csv-stream.js';
import { xlsxPieces } from '../../platform/files/xlsx-stream.js';
import type { Language } from '../../vocabulary/language.js';
import { sdmxHeadOf } from './sdmx.js';
import { tableHeadOf, type TableSource } from './table-source.js';

export const FILE_FORMATS = ['csv', 'xlsx', 'sdmx-csv', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

interface Written {
  /** The media type with its parameters. */
  readonly mediaType: string;
  readonly ending: string;
  pieces(source: TableSource, language: Language): AsyncGenerator<Buffer>;
}

/** How each format is written. */
export const WRITERS: Readonly<Record<FileFormat, Written>> = {
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    ending: 'csv',
    pieces: ({ columns, batches }) => csvPieces(columns, batches),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
    pieces: (source, language) => xlsxPieces(tableHeadOf(source, language), source.batches),
  },
  'sdmx-csv': {
    mediaType: 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8',
    ending: 'sdmx.csv',
    pieces: (source) => sdmxCsvPieces(sdmxHeadOf(source), source.batches),
  },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    ending: 'parquet',
    pieces: (source, language) => parquetPieces(tableHeadOf(source, language), source.batches),
  },
};
