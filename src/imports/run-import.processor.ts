import { Injectable } from '@nestjs/common';
import { FaultPoints } from '../platform/fault-points.js';
import { type Actor, SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Processor } from '../platform/queue/job.js';
import { Clock } from '../vocabulary/clock.js';
import { Refusal, refuse } from '../messages/refusals/refusal.js';
import { pointer, violation } from '../messages/refusals/violation.js';
import { SheetFile } from './reading/sheet-file.js';
import type { Delimiter } from './domain/csv.js';
import { errorAt, type RowError, type ImportSheet } from './domain/draft.js';
import { columnUnknown, type Layout, layoutOf } from './domain/header.js';
import { runImport } from './imports.jobs.js';
import {
  contentOf,
  countStart,
  failFile,
  fileById,
  finishFile,
  keepErrors,
  keepOutcomes,
  lockFile,
  outcomesSoFar,
  type ImportOutcome,
  type StoredFile,
} from './imports.repository.js';
import { FactWriterService } from './fact-writer.service.js';
import { type StagedReference, stagedReferences, stageRows, startFile, strayRows } from './staged-rows.repository.js';
import { type FileAtWork, type WrittenRows, ImportWriterService } from './import-writer.service.js';

/** What a commit writes: enough to be set-wise, and little enough that a killed run repeats little, and others are answered in between. */
const CHUNK = { declarations: 100, rows: 2_000 };
/** Starts in succession after each of which nothing more was written. */
const STARTS_MAX = 5;

/** Outcomes, or errors, that are written by one statement. */
const WRITTEN_TOGETHER = 1_000;

/** Undoes a dry run, or a file of which a part was refused while the whole was asked for. */
class Undo extends Error {
  constructor(readonly written: WrittenRows) {
    super('undone on purpose');
  }
}

@Injectable()
@Processor(runImport)
export class RunImportProcessor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly importWriter: ImportWriterService,
    private readonly factWriter: FactWriterService,
    private readonly faultPoints: FaultPoints,
  ) {}

  async process({ importId }: { importId: string }): Promise<unknown> {
    const file = await this.database.transaction(SYSTEM, (tx) => fileById(tx, importId));
    if (!file || file.state === 'finished' || file.state === 'failed') return { did: 'nothing' };
    const actor = ownerOf(file);
    const started = await this.database.transaction(actor, (tx) => countStart(tx, file.id));
    // A file that brings every start down ends with its reason: its owner must not wait for ever.
    if ((started?.attempts ?? 0) > STARTS_MAX) return this.fail(actor, file, refuse('unavailable', 'internal-error'));
    const sheet = await this.stage(actor, file).catch((error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    });
    if (sheet instanceof Refusal) return this.fail(actor, file, sheet);
    this.faultPoints.reached('import-staged');
    const work = { ...file, sheet };
    if (file.dryRun || file.mode === 'all') await this.writeWhole(actor, work);
    else while (await this.writeChunk(actor, work)) this.faultPoints.reached('import-chunk-written');
    return { did: 'taken' };
  }

  private fail(actor: Actor, file: StoredFile, refusal: Refusal): Promise<unknown> {
    const violations =
      refusal.violations.length > 0 ? refusal.violations : [violation(refusal.code, '', { ...refusal.params })];
    return this.database.transaction(actor, (tx) =>
      failFile(tx, file.id, this.now(), { code: refusal.code, violations }),
    );
  }

  /** Stages the rows of a file that is not staged yet, and says how its cells are read. */
  private async stage(actor: Actor, file: StoredFile): Promise<ImportSheet> {
    if (file.state === 'running' && file.header !== null) {
      return {
        layout: layoutOf(file.header, file.mapping, file.kind),
        delimiter: (file.delimiter ?? ',') as Delimiter,
      };
    }
    const content = await this.database.transaction(actor, (tx) => contentOf(tx, file.id));
    const sheet = await SheetFile.open({ content, mediaType: file.mediaType, mapping: file.mapping, kind: file.kind });
    const { layout, delimiter, form: encoding } = sheet;
    await this.database.transaction(actor, async (tx) => {
      const locked = await lockFile(tx, file.id);
      if (locked?.state !== 'queued') return;
      const rows = await stageRows(tx, file, sheet.rows());
      await startFile(tx, { id: file.id, rows, header: layout.header, delimiter, encoding, startedAt: this.now() });
      await keepErrors(tx, file, [...unknownColumns(layout, sheet.headerRow), ...(await straysOf(tx, file, layout))]);
    });
    return { layout, delimiter };
  }

  /** One chunk, one commit. False when nothing is left. */
  private writeChunk(actor: Actor, file: FileAtWork): Promise<boolean> {
    return this.database.transaction(actor, async (tx) => {
      const locked = await lockFile(tx, file.id);
      if (locked?.state !== 'running') return false;
      const references = await stagedReferences(tx, file.id, await outcomesSoFar(tx, file.id), CHUNK);
      if (references.length === 0) {
        await finishFile(tx, file.id, this.now());
        return false;
      }
      const written = await this.written(tx, file, references);
      await keepOutcomes(tx, file, written.outcomes, written.errors);
      return true;
    });
  }

  /** The whole file in one transaction; undone for a dry run, or when a part of it was refused. What was found stays. */
  private async writeWhole(actor: Actor, file: FileAtWork & StoredFile): Promise<void> {
    const written = await this.database
      .transaction(actor, async (tx) => {
        const all = await this.writeAll(tx, file);
        const refused =
          all.outcomes.some(({ outcome }) => outcome === 'refused') || (await strayRows(tx, file.id)).length > 0;
        if (file.dryRun || refused) throw new Undo(refused && file.mode === 'all' ? allRefused(all) : all);
        await this.keepWhole(tx, file, all);
        return null;
      })
      .catch((error: unknown) => {
        if (error instanceof Undo) return error.written;
        throw error;
      });
    if (!written) return;
    await this.database.transaction(actor, async (tx) => {
      const locked = await lockFile(tx, file.id);
      if (locked?.state === 'running') await this.keepWhole(tx, file, written);
    });
  }

  private async writeAll(tx: Tx, file: FileAtWork): Promise<WrittenRows> {
    const locked = await lockFile(tx, file.id);
    const all: WrittenRows = { outcomes: [], errors: [] };
    if (locked?.state !== 'running') return all;
    for (;;) {
      const references = await stagedReferences(tx, file.id, all.outcomes.length, CHUNK);
      if (references.length === 0) return all;
      const written = await this.written(tx, file, references);
      all.outcomes.push(...written.outcomes);
      all.errors.push(...written.errors);
    }
  }

  /** All errors of a row are written together, those of a declaration with it. */
  private async keepWhole(tx: Tx, file: StoredFile, { outcomes, errors }: WrittenRows): Promise<void> {
    const byRow = errors.toSorted((one, other) => one.rowNumber - other.rowNumber);
    for (let at = 0; at < outcomes.length; at += WRITTEN_TOGETHER) {
      await keepOutcomes(tx, file, outcomes.slice(at, at + WRITTEN_TOGETHER), []);
    }
    for (let at = 0, end = 0; at < byRow.length; at = end) {
      end = Math.min(at + WRITTEN_TOGETHER, byRow.length);
      while (byRow[end]?.rowNumber === byRow[end - 1]?.rowNumber && end < byRow.length) end++;
      await keepErrors(tx, file, byRow.slice(at, end));
    }
    await finishFile(tx, file.id, this.now());
  }

  private written(tx: Tx, file: FileAtWork, references: readonly StagedReference[]): Promise<WrittenRows> {
    const { kind } = file;
    if (kind === 'declarations') return this.importWriter.write(tx, file, references);
    return this.factWriter.write(tx, { ...file, kind }, references);
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}

/** An import works under the firm, or the office, that sent the file: row-level security holds for jobs as for requests. */
function ownerOf(file: StoredFile): Actor {
  return {
    keyId: file.actorKey,
    ...(file.actorPerson === null ? {} : { personId: file.actorPerson }),
    name: file.actorName,
    role: file.actorRole,
    organisationId: file.brokerId,
    office: file.office,
    requestId: null,
  };
}

const allRefused = (written: WrittenRows): WrittenRows => ({
  errors: written.errors,
  outcomes: written.outcomes.map((outcome): ImportOutcome => ({
    ...outcome,
    outcome: 'refused',
    declarationId: null,
    submittable: false,
  })),
});

/** Columns that are not ours are left alone, and reported: one of them may be a misspelt one of ours. */
const unknownColumns = (layout: Layout, headerRow: number): RowError[] =>
  layout.unknown.map((index) => {
    const row = { rowNumber: headerRow, cells: layout.header, faults: [] };
    return errorAt(row, index, layout, columnUnknown(layout.header, index, 'warning'));
  });

async function straysOf(tx: Tx, { id }: StoredFile, layout: Layout): Promise<RowError[]> {
  return (await strayRows(tx, id)).flatMap((row) =>
    row.faults.map(({ code, cellIndex, params }) => {
      const place = code === 'required-missing' ? pointer('reference') : '';
      return errorAt(row, cellIndex, layout, violation(code, place, { ...params }));
    }),
  );
}
