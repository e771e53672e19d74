import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { CsvText } from './csv-stream.js';
import type { RowBatches, RowsWritten, TableCell, TableColumn, TableHead, TableRow } from './table.js';

/** A row group is encoded at once, while nobody else has a turn: some tens of milliseconds. */
const GROUP_ROWS = 5_000;
/** As many digits as 64 bits hold. */
const PRECISION = 18;
const DAY_MS = 86_400_000;

/**
 * A Parquet file, piece by piece: amounts are DECIMAL, days DATE, instants TIMESTAMP in UTC. What the file says about itself, its rows
 * and their digest stand in its metadata.
 */
export async function* parquetPieces(head: TableHead, batches: RowBatches): AsyncGenerator<Buffer> {
  const bytes = new ByteWriter();
  const { columns } = head;
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'Loomgate' });
  const csv = new CsvText(columns);
  csv.header();
  for await (const rows of inGroups(batches)) {
    csv.lines(rows);
    const columnData = columns.map((column, index) => ({
      name: column.name,
      data: rows.map((row) => valueOf(row[index] ?? null, column)),
    }));
    void writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    yield taken(bytes);
  }
  writer.kvMetadata = metadataOf(head, csv.end());
  void writer.finish();
  yield taken(bytes);
}

function taken(bytes: ByteWriter): Buffer {
  const piece = Buffer.from(bytes.getBytes());
  bytes.index = 0;
  return piece;
}

async function* inGroups(batches: RowBatches): AsyncGenerator<readonly TableRow[]> {
  let group: TableRow[] = [];
  for await (const rows of batches) {
    group.push(...rows);
    while (group.length >= GROUP_ROWS) {
      yield group.slice(0, GROUP_ROWS);
      group = group.slice(GROUP_ROWS);
    }
  }
  if (group.length > 0) yield group;
}

function elementOf({ name, type, scale = 0 }: TableColumn): SchemaElement {
  const repetition_type = 'OPTIONAL' as const;
  if (type === 'integer') return { name, repetition_type, type: 'INT32' };
  if (type === 'day')
    return { name, repetition_type, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } };
  if (type === 'instant') {
    const logical_type = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } as const;
    return { name, repetition_type, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', logical_type };
  }
  if (type === 'text') {
    return { name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
  }
  const decimal = { precision: PRECISION, scale };
  const logical_type = { type: 'DECIMAL', ...decimal } as const;
  return { name, repetition_type, type: 'INT64', converted_type: 'DECIMAL', ...decimal, logical_type };
}

function valueOf(cell: TableCell, { type, scale = 0 }: TableColumn): string | number | bigint | undefined {
  if (cell === null) return undefined;
  if (typeof cell === 'number' || type === 'text') return cell;
  if (type === 'day') return Date.parse(cell) / DAY_MS;
  return type === 'instant' ? BigInt(Date.parse(cell)) : unscaled(cell, scale);
}

/** Decimal text as a whole number of its smallest units. Never by way of a JavaScript number, which would round. */
function unscaled(text: string, scale: number): bigint {
  const point = text.indexOf('.');
  const [whole, fraction] = point < 0 ? [text, ''] : [text.slice(0, point), text.slice(point + 1)];
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > scale) throw new RangeError(`more than ${scale} decimals: ${text}`);
  const units = BigInt(`${whole}${digits.padEnd(scale, '0')}`);
  if (String(units).replace('-', '').length > PRECISION) throw new RangeError(`more than ${PRECISION} digits: ${text}`);
  return units;
}

function metadataOf({ title, statements, columns }: TableHead, { rows, sha256 }: RowsWritten) {
  const about = {
    title,
    statements: Object.fromEntries(statements),
    columns: Object.fromEntries(
      columns.map(({ name, title: called, about: means }) => [name, { title: called, means }]),
    ),
    rows,
    sha256,
  };
  return [
    { key: 'title', value: title },
    { key: 'rows', value: String(rows) },
    { key: 'sha256', value: sha256 },
    { key: 'loomgate', value: JSON.stringify(about) },
  ];
}
