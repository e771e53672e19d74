const CHUNK_ROWS = 500;

/** One array a row, null for NULL. */
export type CopyRow = readonly (string | null)[];
/** Rows as they become known, some at a time. */
export type CopyBatches = Iterable<Iterable<CopyRow>> | AsyncIterable<Iterable<CopyRow>>;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Rows in PostgreSQL's COPY text format, some hundred at a time: one string a row would cost a callback a row. */
export async function* copyLines(batches: CopyBatches): AsyncGenerator<string> {
  let chunk = '';
  let count = 0;
  for await (const rows of batches) {
    for (const row of rows) {
      chunk += row.map(cell).join('\t') + '\n';
      if (++count % CHUNK_ROWS === 0) {
        yield chunk;
        chunk = '';
      }
    }
  }
  if (chunk) yield chunk;
}

function cell(value: string | null): string {
  return value === null ? '\\N' : value.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}
