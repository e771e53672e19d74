import { Injectable } from '@nestjs/common';
import { setImmediate as pause } from 'node:timers/promises';
import { ReceiptBody } from '../declarations/receipts/receipts.dto.js';
import { ReceiptsService } from '../declarations/receipts/receipts.service.js';
import { Refusal } from '../messages/refusals/refusal.js';
import { pointer, violation, type Violation } from '../messages/refusals/violation.js';
import type { Tx } from '../platform/database/tx.js';
import { shapeOf } from '../platform/http/shapes/shape.pipe.js';
import { ContainerEventsService } from '../shipments/containers/container-events.service.js';
import { ContainerEventBody } from '../shipments/shipments.dto.js';
import { readCell } from './domain/cell.js';
import { errorAt, type FileRow, type ImportSheet, type RowError } from './domain/draft.js';
import type { FactKind } from './domain/fact-columns.js';
import type { FileAtWork, WrittenRows } from './import-writer.service.js';
import type { ImportOutcome } from './imports.repository.js';
import type { StagedReference } from './staged-rows.repository.js';

/** A row as the API would take it; null where its shape is wrong. */
interface FactRow {
  readonly staged: StagedReference;
  readonly row: FileRow;
  readonly body: object | null;
  readonly faults: readonly Violation[];
}

/** What became of one fact. */
interface FactResult {
  readonly outcome: 'created' | 'unchanged' | 'refused';
  readonly declarationId: string | null;
  readonly findings: readonly Violation[];
}

type Append = (tx: Tx, bodies: readonly object[]) => Promise<FactResult[]>;

/** Writes rows that are facts of their own, receipts or container events: by the same doors as the API, each taken or refused by itself. */
@Injectable()
export class FactWriterService {
  private readonly appends: Readonly<Record<FactKind, Append>>;

  constructor(receipts: ReceiptsService, events: ContainerEventsService) {
    this.appends = {
      receipts: async (tx, bodies) =>
        (await receipts.appendIn(tx, bodies as ReceiptBody[])).map(
          ({ result, reason, declarationId = null, findings = [] }) => ({
            outcome: result === 'duplicate' ? 'unchanged' : 'created',
            declarationId,
            findings: [
              ...findings,
              ...(result === 'parked' ? [violation('fact-parked', '', { reason: reason ?? '' }, 'warning')] : []),
            ],
          }),
        ),
      events: async (tx, bodies) =>
        (await events.record(tx, bodies as ContainerEventBody[])).map(({ result, why, containerNumber }) => ({
          outcome: result === 'applied' ? 'created' : result === 'duplicate' ? 'unchanged' : 'refused',
          declarationId: null,
          findings: why === null ? [] : [violation(why, pointer('containerNumber'), { value: containerNumber })],
        })),
    };
  }

  async write(
    tx: Tx,
    file: FileAtWork & { readonly kind: FactKind },
    staged: readonly StagedReference[],
  ): Promise<WrittenRows> {
    const rows = staged.map((each) => factRow(each, file));
    await pause();
    const sound = rows.filter(({ body }) => body !== null);
    const results = new Map<FactRow, FactResult>();
    await this.append(tx, file.kind, sound, results);
    const outcomes: ImportOutcome[] = [];
    const errors: RowError[] = [];
    for (const each of rows) {
      const { outcome, declarationId, findings } = results.get(each) ?? REFUSED;
      const { position, reference } = each.staged;
      outcomes.push({ position, reference, rows: 1, outcome, declarationId, submittable: false });
      errors.push(...[...each.faults, ...findings].map((found) => errorOfFact(each.row, file.sheet, found)));
    }
    return { outcomes, errors };
  }

  /** All together; where that is refused, the list is halved until what is refused is one row. */
  private async append(
    tx: Tx,
    kind: FactKind,
    rows: readonly FactRow[],
    results: Map<FactRow, FactResult>,
  ): Promise<void> {
    if (rows.length === 0) return;
    await tx.run('SAVEPOINT facts');
    try {
      const found = await this.appends[kind](
        tx,
        rows.map(({ body }) => body ?? {}),
      );
      await tx.run('RELEASE SAVEPOINT facts');
      rows.forEach((row, index) => results.set(row, found[index] ?? REFUSED));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await tx.run('ROLLBACK TO SAVEPOINT facts');
      const [only] = rows;
      if (rows.length === 1 && only) {
        results.set(only, { ...REFUSED, findings: findingsOf(error) });
        return;
      }
      const middle = Math.ceil(rows.length / 2);
      await this.append(tx, kind, rows.slice(0, middle), results);
      await this.append(tx, kind, rows.slice(middle), results);
    }
  }
}

const REFUSED: FactResult = { outcome: 'refused', declarationId: null, findings: [] };

const BODIES = { receipts: ReceiptBody, events: ContainerEventBody } as const;
/** Where nearly all receipts come from: a file of them needs no column that says so. */
const CHANNEL = 'single-window';

function factRow(staged: StagedReference, { kind, sheet }: FileAtWork & { readonly kind: FactKind }): FactRow {
  const row = staged.rows[0] ?? { rowNumber: 0, cells: [], faults: [] };
  const body: Record<string, unknown> = kind === 'receipts' ? { channel: CHANNEL } : {};
  const faults: Violation[] = row.faults.map(({ code, params }) => violation(code, '', { ...params }));
  for (const [column, index] of sheet.layout.columns.goods) {
    const cell = (row.cells[index] ?? '').trim();
    if (cell === '') continue;
    const read = readCell(cell, column.as, sheet.delimiter);
    if (read.fault) faults.push(violation(read.fault.code, pointer(column.path), read.fault.params));
    body[column.path] = read.value;
  }
  const shaped = shapeOf(BODIES[kind] as new () => object, body, [], faults);
  return { staged, row, body: faults.length === 0 ? shaped : null, faults };
}

const findingsOf = (refusal: Refusal): readonly Violation[] =>
  refusal.violations.length > 0 ? refusal.violations : [violation(refusal.code, '', { ...refusal.params })];

/** At the cell that the pointer names, whatever list it was in. */
function errorOfFact(row: FileRow, { layout }: ImportSheet, found: Violation): RowError {
  const path = found.pointer.split('/').at(-1) ?? '';
  const index = layout.columns.goods.find(([column]) => column.path === path)?.[1] ?? null;
  return errorAt(row, index, layout, found);
}
