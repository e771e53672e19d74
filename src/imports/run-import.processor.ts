import { Injectable } from '@nestjs/common';
import { cutPoint } from '../platform/config/cut-point.js';
import { type Actor, SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import type { Processor } from '../platform/queue/job.js';
import { Processors } from '../platform/queue/processors.js';
import { Clock } from '../vocabulary/clock.js';
import { Refusal, refuse } from '../vocabulary/refusal.js';
import { pointer, violation } from '../vocabulary/violation.js';
import { runImport } from './imports.jobs.js';
import {
  countAttempt,
  failFile,
  fileById,
  finishFile,
  keepErrors,
  keepOutcomes,
  lockFile,
  outcomesSoFar,
  type Outcome,
  rowsWithoutReference,
  stagedReferences,
  stageRows,
  type StoredFile,
} from './imports.repository.js';
import { type ReadFile, readCsv, staged } from './reading.js';
import { type Taken, TakeFile } from './take-file.service.js';

/** Declarations a commit: big enough to be set-wise, small enough that a killed run repeats little and progress moves. */
const CHUNK = 100;
const ATTEMPTS_MAX = 5;

/** Undoes a dry run, or a file of which a part was refused while the whole was asked for. */
class Undo extends Error {
  constructor(readonly taken: Taken) {
    super('undone on purpose');
  }
}

@Injectable()
export class RunImport implements Processor<{ importId: string }> {
  readonly job = runImport;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly takeFile: TakeFile,
    processors: Processors,
  ) {
    processors.register(this);
  }

  async process({ importId }: { importId: string }): Promise<unknown> {
    const file = await this.database.transaction(SYSTEM, (tx) => fileById(tx, importId));
    if (!file || file.state === 'finished' || file.state === 'failed') return { did: 'nothing' };
    const actor = ownerOf(file);
    const tried = await this.database.transaction(actor, (tx) => countAttempt(tx, file.id));
    // A file that brings every attempt down is parked with its reason: its owner must not wait for ever.
    if ((tried?.attempts ?? 0) > ATTEMPTS_MAX) return this.fail(actor, file, refuse('unavailable', 'internal-error'));
    const read = readCsv(file.content);
    if (read instanceof Refusal) return this.fail(actor, file, read);
    await this.stage(actor, file, read);
    cutPoint('import-staged');
    if (file.dryRun || file.mode === 'all') await this.takeWhole(actor, file, read);
    else while (await this.takeChunk(actor, file, read)) cutPoint('import-chunk-taken');
    return { did: 'taken' };
  }

  private fail(actor: Actor, file: StoredFile, refusal: Refusal): Promise<unknown> {
    const violations =
      refusal.violations.length > 0 ? refusal.violations : [violation(refusal.code, '', { ...refusal.params })];
    return this.database.transaction(actor, (tx) =>
      failFile(tx, file.id, this.now(), { code: refusal.code, violations }),
    );
  }

  private stage(actor: Actor, file: StoredFile, read: ReadFile): Promise<void> {
    return this.database.transaction(actor, async (tx) => {
      const locked = await lockFile(tx, file.id);
      if (locked?.state !== 'queued') return;
      const head = { importId: file.id, brokerId: file.brokerId, startedAt: this.now(), ...read };
      await stageRows(tx, head, staged(read));
    });
  }

  /** One chunk, one commit. False when nothing is left. */
  private takeChunk(actor: Actor, file: StoredFile, read: ReadFile): Promise<boolean> {
    return this.database.transaction(actor, async (tx) => {
      const locked = await lockFile(tx, file.id);
      if (locked?.state !== 'running') return false;
      const position = await outcomesSoFar(tx, file.id);
      const references = await stagedReferences(tx, file.id, position, CHUNK);
      if (references.length === 0) {
        await this.finish(tx, file);
        return false;
      }
      const taken = await this.takeFile.take(tx, file, read.layout, { references, position });
      await keepOutcomes(tx, file, taken.outcomes, taken.errors);
      return true;
    });
  }

  /** The whole file in one transaction; undone for a dry run, or when a part of it was refused. What was found stays. */
  private async takeWhole(actor: Actor, file: StoredFile, read: ReadFile): Promise<void> {
    const taken = await this.database
      .transaction(actor, async (tx) => {
        const all = await this.takeAll(tx, file, read);
        const refused =
          all.outcomes.some(({ outcome }) => outcome === 'refused') ||
          (await rowsWithoutReference(tx, file.id)).length > 0;
        if (file.dryRun || refused) throw new Undo(refused && file.mode === 'all' ? allRefused(all) : all);
        await keepOutcomes(tx, file, all.outcomes, all.errors);
        await this.finish(tx, file);
        return null;
      })
      .catch((error: unknown) => {
        if (error instanceof Undo) return error.taken;
        throw error;
      });
    if (!taken) return;
    await this.database.transaction(actor, async (tx) => {
      const locked = await lockFile(tx, file.id);
      if (locked?.state !== 'running') return;
      await keepOutcomes(tx, file, taken.outcomes, taken.errors);
      await this.finish(tx, file);
    });
  }

  private async takeAll(tx: Tx, file: StoredFile, read: ReadFile): Promise<Taken> {
    const locked = await lockFile(tx, file.id);
    const all: Taken = { outcomes: [], errors: [] };
    if (locked?.state !== 'running') return all;
    for (;;) {
      const position = all.outcomes.length;
      const references = await stagedReferences(tx, file.id, position, CHUNK);
      if (references.length === 0) return all;
      const taken = await this.takeFile.take(tx, file, read.layout, { references, position });
      all.outcomes.push(...taken.outcomes);
      all.errors.push(...taken.errors);
    }
  }

  private async finish(tx: Tx, file: StoredFile): Promise<void> {
    const nameless = await rowsWithoutReference(tx, file.id);
    const missing = violation('required-missing', pointer('reference'), { field: 'reference' });
    await keepErrors(
      tx,
      file,
      nameless.map(({ rowNumber }) => ({ rowNumber, column: 'reference', violation: missing })),
    );
    await finishFile(tx, file.id, this.now());
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}

/** An import works under the firm that sent the file: row-level security holds for jobs as for requests. */
function ownerOf(file: StoredFile): Actor {
  return {
    keyId: file.actorKey,
    name: file.actorName,
    role: 'broker',
    organisationId: file.brokerId,
    office: null,
    requestId: null,
  };
}

const allRefused = (taken: Taken): Taken => ({
  errors: taken.errors,
  outcomes: taken.outcomes.map((outcome): Outcome => ({ ...outcome, outcome: 'refused', declarationId: null })),
});
