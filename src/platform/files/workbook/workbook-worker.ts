import { parentPort, workerData } from 'node:worker_threads';
import { type SheetRow, sheetRows } from './sheet-rows.js';
import { UnreadableWorkbook, type UnreadableReason } from './unreadable.js';

/** What the worker answers to each `next`: rows, the end, or why there are none. */
export type WorkerAnswer =
  | { readonly rows: readonly SheetRow[] }
  | { readonly end: true }
  | { readonly unreadable: UnreadableReason }
  | { readonly error: string };

/** Rows that go to the service together. */
const BATCH_ROWS = 1_000;

/** Reads a workbook beside the service: whatever is in it, no other caller waits for it, and its memory is limited. */
async function main(): Promise<void> {
  const { content } = workerData as { content: Uint8Array };
  const rows = batches(content);
  parentPort?.on('message', () => {
    void answer(rows).then((said) => parentPort?.postMessage(said));
  });
}

async function answer(rows: AsyncGenerator<SheetRow[]>): Promise<WorkerAnswer> {
  try {
    const next = await rows.next();
    return next.done === true ? { end: true } : { rows: next.value };
  } catch (error) {
    return error instanceof UnreadableWorkbook ? { unreadable: error.reason } : { error: String(error) };
  }
}

async function* batches(content: Uint8Array): AsyncGenerator<SheetRow[]> {
  let batch: SheetRow[] = [];
  for await (const rows of sheetRows(content)) {
    for (const row of rows) {
      batch.push(row);
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

void main();
