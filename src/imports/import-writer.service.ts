import { Injectable } from '@nestjs/common';
import { setImmediate as pause } from 'node:timers/promises';
import { contentSha256, inputOf } from '../declarations/store/content.js';
import type { DeclarationInput } from '../declarations/domain/declaration.js';
import { DeclarationBody } from '../declarations/reading/declarations.dto.js';
import { DeclarationWriter, type WriteResult } from '../declarations/recording/declaration-writer.js';
import type { Tx } from '../platform/database/tx.js';
import { shapeOf } from '../platform/http/shapes/shape.pipe.js';
import { ensureVisits, type VisitRequest } from '../shipments/visits/visits.repository.js';
import { Clock } from '../vocabulary/clock.js';
import { foldConsequential, type Violation } from '../messages/refusals/violation.js';
import { independent, inPlace, rowsOutOfPlace, withoutFaulty } from './domain/checkable.js';
import { type Draft, draftOf, errorOf, type RowError, type ImportSheet } from './domain/draft.js';
import { type RowDecision, EarlierDeclarationsService } from './earlier-declarations.service.js';
import type { ImportOutcome, StoredFile } from './imports.repository.js';
import { keepSent } from './sent.repository.js';
import type { StagedReference } from './staged-rows.repository.js';

export interface WrittenRows {
  readonly outcomes: ImportOutcome[];
  readonly errors: RowError[];
}

export type FileAtWork = Pick<StoredFile, 'id' | 'brokerId' | 'submit' | 'kind'> & { readonly sheet: ImportSheet };

/** The rows of one declaration as they were read: `input` only where nothing is wrong with them as such. */
interface Reading {
  readonly staged: StagedReference;
  readonly draft: Draft;
  readonly input: DeclarationInput | null;
  readonly shapeFaults: readonly Violation[];
}

type Result = Pick<ImportOutcome, 'outcome' | 'declarationId' | 'submittable'> & {
  readonly errors: readonly RowError[];
};

/** Writes a chunk of staged references as declarations: a declaration whole or not at all. */
@Injectable()
export class ImportWriterService {
  constructor(
    private readonly declarationWriter: DeclarationWriter,
    private readonly earlier: EarlierDeclarationsService,
    private readonly clock: Clock,
  ) {}

  async write(tx: Tx, file: FileAtWork, staged: readonly StagedReference[]): Promise<WrittenRows> {
    const readings: Reading[] = [];
    for (const each of staged) readings.push(await readingOf(each, file.sheet));
    const decisions = await this.earlier.decide(tx, file, sound(readings));
    const written = await this.writeSound(tx, file, sound(readings), decisions);
    const refused = await this.checkBroken(tx, file, readings);
    const outcomes: ImportOutcome[] = [];
    const errors: RowError[] = [];
    for (const reading of readings) {
      const { position, reference, rows } = reading.staged;
      const { errors: found, ...result } = (reading.input ? written : refused).get(reading) ?? REFUSED;
      outcomes.push({ position, reference: reading.input?.reference ?? reference, rows: rows.length, ...result });
      errors.push(...found, ...readingsToReport(reading, result.outcome));
    }
    return { outcomes, errors };
  }

  /** What has no faults as such goes to the declarations, unless it is known to change nothing or to undo what a person did. */
  private async writeSound(
    tx: Tx,
    file: FileAtWork,
    readings: readonly Sound[],
    decisions: ReadonlyMap<DeclarationInput, RowDecision>,
  ): Promise<ReadonlyMap<Reading, Result>> {
    const results = new Map<Reading, Result>();
    const toWrite: { reading: Sound; input: DeclarationInput }[] = [];
    for (const reading of readings) {
      const decision = decisions.get(reading.input) ?? { kind: 'write', input: reading.input };
      if (decision.kind === 'write') toWrite.push({ reading, input: decision.input });
      else results.set(reading, resultOf(decision, reading, file));
    }
    const answers = await this.declarationWriter.write(
      tx,
      toWrite.map(({ input }) => input),
      { submit: file.submit, expected: this.earlier.expected(decisions) },
    );
    for (const [index, { reading }] of toWrite.entries()) {
      const answer = answers[index];
      if (answer) results.set(reading, resultOfWrite(answer, reading, file));
    }
    const done = toWrite.flatMap(({ reading, input }) => {
      const { outcome = 'refused', declarationId = null } = results.get(reading) ?? {};
      return outcome === 'refused' || declarationId === null ? [] : [{ reading, input, outcome, declarationId }];
    });
    await keepSent(
      tx,
      file.brokerId,
      done.map(({ reading, input, declarationId }) => ({
        declarationId,
        fileSha256: contentSha256(reading.input),
        storedSha256: contentSha256(input),
      })),
    );
    await ensureVisits(tx, this.clock, done.filter(({ outcome }) => outcome !== 'unchanged').flatMap(visitsOf));
    return results;
  }

  /** Checks broken readings too: the errors are also what the rules say about everything that could be read. */
  private async checkBroken(
    tx: Tx,
    file: FileAtWork,
    readings: readonly Reading[],
  ): Promise<ReadonlyMap<Reading, Result>> {
    const broken = readings.filter(({ input }) => input === null);
    const checkable = broken.flatMap((reading) => {
      const input = checkableOf(reading);
      return input ? [{ reading, input }] : [];
    });
    const found = await this.declarationWriter.check(
      tx,
      checkable.map(({ input }) => input),
      file.submit,
    );
    const byRules = new Map(checkable.map(({ reading }, index) => [reading, found[index] ?? []]));
    return new Map(
      broken.map((reading) => [reading, { ...REFUSED, errors: errorsOf(reading, file, byRules.get(reading) ?? []) }]),
    );
  }
}

type Sound = Reading & { readonly input: DeclarationInput };
const sound = (readings: readonly Reading[]): Sound[] =>
  readings.filter((reading): reading is Sound => reading.input !== null);

const REFUSED = { outcome: 'refused', declarationId: null, submittable: false, errors: [] } as const;

/** In steps: others are answered between reading 2,000 rows and checking them. */
async function readingOf(staged: StagedReference, sheet: ImportSheet): Promise<Reading> {
  const draft = draftOf(staged.rows, sheet);
  await pause();
  const shapeFaults: Violation[] = [];
  const body = shapeOf(DeclarationBody, draft.body, [], shapeFaults);
  const isSound = body !== null && shapeFaults.length === 0 && draft.faults.length === 0;
  await pause();
  return { staged, draft, input: isSound ? inputOf(body) : null, shapeFaults };
}

const faultyPlaces = ({ draft, shapeFaults }: Reading): string[] =>
  [...shapeFaults, ...draft.faults.map(({ violation }) => violation)].map(({ pointer }) => pointer);

/** The readable rest of a broken reading; null where cells may stand in wrong columns. */
function checkableOf(reading: Reading): DeclarationInput | null {
  if (rowsOutOfPlace(reading.draft).size > 0) return null;
  const body = shapeOf(DeclarationBody, withoutFaulty(reading.draft.body, faultyPlaces(reading)), [], []);
  return body && typeof body.reference === 'string' && typeof body.market === 'string' ? inputOf(body) : null;
}

/** What only says that something is not there yet. */
const MISSING: ReadonlySet<string> = new Set([
  'required-missing',
  'form-incomplete',
  'buyer-document-missing',
  'stall-missing',
]);

function errorsOf(reading: Reading, { sheet, submit }: FileAtWork, findings: readonly Violation[]): RowError[] {
  const { draft, shapeFaults } = reading;
  const byRules = independent(findings, faultyPlaces(reading)).filter(
    // An unfinished draft may be stored: what is missing is no mistake of the file.
    ({ code, severity }) => severity === 'error' && (submit || !MISSING.has(code)),
  );
  const reported = foldConsequential([...shapeFaults, ...byRules]).map((found) => errorOf(draft, sheet.layout, found));
  return inPlace([...draft.faults, ...reported], rowsOutOfPlace(draft));
}

const errorsOfFindings = (reading: Reading, file: FileAtWork, findings: readonly Violation[]): RowError[] =>
  findings
    .filter(({ severity }) => severity === 'error')
    .map((found) => errorOf(reading.draft, file.sheet.layout, found));

function resultOf(decision: Exclude<RowDecision, { kind: 'write' }>, reading: Reading, file: FileAtWork): Result {
  const { declarationId, submittable } = decision;
  if (decision.kind === 'unchanged') return { outcome: 'unchanged', declarationId, submittable, errors: [] };
  return { ...REFUSED, declarationId, errors: errorsOfFindings(reading, file, decision.findings) };
}

function resultOfWrite(answer: WriteResult, reading: Reading, file: FileAtWork): Result {
  const { outcome, id: declarationId, submittable } = answer;
  const errors = outcome === 'refused' ? errorsOfFindings(reading, file, answer.findings) : [];
  return { outcome, declarationId, submittable, errors };
}

/** Digits that were put before a code are always reported; a day in another writing only where the row has to be corrected anyway. */
function readingsToReport({ draft }: Reading, outcome: ImportOutcome['outcome']): readonly RowError[] {
  if (outcome === 'unchanged') return [];
  return outcome === 'refused'
    ? inPlace(draft.readings, rowsOutOfPlace(draft))
    : draft.readings.filter(({ violation }) => violation.code !== 'cell-read-as');
}

function visitsOf({ reading, input }: { reading: Reading; input: DeclarationInput }): VisitRequest[] {
  return (input.containers ?? []).map(({ number }, index) => {
    const { sizeType, seals = [] } = reading.draft.containers[index] ?? {};
    return {
      market: input.market,
      customsOffice: input.customsOffice ?? null,
      containerNumber: number,
      ...(sizeType ? { sizeType } : {}),
      seals: [...seals],
      ...(input.billOfLading ? { billOfLading: input.billOfLading } : {}),
    };
  });
}
