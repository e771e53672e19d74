import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { DeclarationInput } from '../../../src/declarations/domain/declaration.js';
import type { ReceiptInput } from '../../../src/declarations/receipts/receipt-writer.js';
import { draftOf, type FileRow } from '../../../src/imports/domain/draft.js';
import { readHeader } from '../../../src/imports/domain/header.js';
import type { Office } from '../office.js';

/** What an independent model says must come out of a sample day. */
export interface Expected {
  declarations: number;
  goodsLines: number;
  closed: number;
  items: number;
  closedByDay: Record<string, number>;
  cny: Record<string, string>;
  usd: Record<string, string>;
}

const text = (name: string): string => readFileSync(join(process.cwd(), 'test/samples', name), 'utf8');
const json = <T>(name: string): T => JSON.parse(text(name)) as T;

/** The declarations of a sample day, in the order of the file. */
export function declarationsOf(day: string): DeclarationInput[] {
  const [header = [], ...records] = parse(text(`day-${day}.csv`), { bom: true }) as string[][];
  const { layout } = readHeader(header, {});
  const rows = new Map<string, FileRow[]>();
  for (const [index, cells] of records.entries()) {
    const reference = cells[0] ?? '';
    rows.set(reference, [...(rows.get(reference) ?? []), { rowNumber: index + 2, cells, faults: [] }]);
  }
  const sheet = { layout, delimiter: ',' } as const;
  return [...rows.values()].map((group) => draftOf(group, sheet).body as unknown as DeclarationInput);
}

export const receiptsOf = (day: string): ReceiptInput[] =>
  json<{ receipts: ReceiptInput[] }>(`receipts-${day}.json`).receipts;

export const expectedOf = (day: string): Expected => json<Expected>(`expected-${day}.json`);

/** Puts the sample rates of all months, as an administrator does. */
export async function putRates(office: Office): Promise<void> {
  const months = json<Record<string, Record<string, { toCny: string; toUsd: string }>>>('rates.json');
  for (const [month, table] of Object.entries(months)) {
    const rates = Object.entries(table).map(([currency, rate]) => ({ currency, ...rate }));
    await office.as('admin').put(`/v1/rates/${month}`).set('If-Match', '*').send({ rates }).expect(200);
  }
}

/** Rows of equal size, for bodies with a limit. */
export function chunks<T>(rows: readonly T[], size: number): T[][] {
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, index) => rows.slice(index * size, (index + 1) * size));
}
