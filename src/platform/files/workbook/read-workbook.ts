import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SheetRow } from './sheet-rows.js';
import { UnreadableWorkbook } from './unreadable.js';
import type { WorkerAnswer } from './workbook-worker.js';
import { looksLikeCompoundFile, looksLikeZip } from './zip-parts.js';

export { UnreadableWorkbook } from './unreadable.js';
export type { SheetRow } from './sheet-rows.js';
export { looksLikeZip } from './zip-parts.js';

const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };
/** No thousand rows of a workbook take so long. */
const ANSWER_MS = 30_000;
/** Each takes a processor and its memory; the others wait. */
const WORKERS_MAX = 2;

/** The worker is loaded by its path. A test runs sources that are not built, and names what compiles them. */
const START = `
  const { workerData } = require('node:worker_threads');
  if (workerData.compiler) require(workerData.compiler);
  require(workerData.worker);`;

const waiting: (() => void)[] = [];
let running = 0;

/**
 * The filled rows of a workbook's first visible sheet, read by a worker with a limit of its own; it ends with the reader. Throws
 * {@link UnreadableWorkbook}, also for what is too large for the limit.
 */
export async function* readWorkbook(content: Uint8Array): AsyncGenerator<readonly SheetRow[]> {
  if (looksLikeCompoundFile(content)) throw new UnreadableWorkbook('encrypted-or-xls');
  if (!looksLikeZip(content)) throw new UnreadableWorkbook('not-a-workbook');
  await turn();
  const worker = new Worker(START, {
    eval: true,
    resourceLimits: MEMORY,
    workerData: {
      content,
      worker: join(__dirname, 'workbook-worker'),
      compiler: process.env['TYPESCRIPT_COMPILER'] ?? null,
    },
  });
  // Where it ends while nobody asks, the next question is told by the time that passes.
  worker.on('error', () => undefined);
  try {
    for (;;) {
      const answer = await answerOf(worker);
      if ('end' in answer) return;
      if ('unreadable' in answer) throw new UnreadableWorkbook(answer.unreadable);
      if ('error' in answer) throw new Error(answer.error);
      yield answer.rows;
    }
  } finally {
    await worker.terminate();
    running -= 1;
    waiting.shift()?.();
  }
}

async function turn(): Promise<void> {
  while (running >= WORKERS_MAX) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
}

function answerOf(worker: Worker): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new UnreadableWorkbook('too-large-unpacked')), ANSWER_MS);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      end();
    };
    const onMessage = (answer: WorkerAnswer) => settle(() => resolve(answer));
    const onError = (error: Error & { code?: string }) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      settle(() => reject(isFull ? new UnreadableWorkbook('too-large-unpacked') : error));
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage('next');
  });
}
