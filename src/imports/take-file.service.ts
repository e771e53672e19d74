import { Injectable } from '@nestjs/common';
import { DeclarationBody } from '../declarations/declarations.dto.js';
import { Intake } from '../declarations/intake.service.js';
import type { DeclarationInput } from '../declarations/domain/declaration.js';
import type { Tx } from '../platform/database/tx.js';
import { shapeOf } from '../platform/http/shape.pipe.js';
import { ensureVisits, type VisitRequest } from '../shipments/visits.repository.js';
import { Clock } from '../vocabulary/clock.js';
import { pointer, violation, type Violation } from '../vocabulary/violation.js';
import { cellAt, disagreements, draftOf, type Draft } from './domain/draft.js';
import type { Layout } from './domain/header.js';
import type { Outcome, RowError, StagedReference, StoredFile } from './imports.repository.js';

export interface Taken {
  readonly outcomes: Outcome[];
  readonly errors: RowError[];
}

/** Takes a chunk of staged references into declarations: a declaration whole or not at all. */
@Injectable()
export class TakeFile {
  constructor(
    private readonly intake: Intake,
    private readonly clock: Clock,
  ) {}

  async take(
    tx: Tx,
    file: StoredFile,
    layout: Layout,
    staged: { references: readonly StagedReference[]; position: number },
  ): Promise<Taken> {
    const errors: RowError[] = [];
    const drafts = staged.references.map((reference) => draftOf(reference.reference, reference.rows, layout));
    const ready: { draft: Draft; input: DeclarationInput }[] = [];
    for (const [index, draft] of drafts.entries()) {
      const disagreeing = headerFaults(draft, staged.references[index], layout);
      const { input, faults } = shapeOfDraft(draft);
      errors.push(...disagreeing, ...faults);
      if (input && disagreeing.length === 0) ready.push({ draft, input });
    }
    const results = await this.intake.take(
      tx,
      ready.map(({ input }) => input),
      { submit: file.submit },
    );
    const outcomes = new Map<string, Pick<Outcome, 'outcome' | 'declarationId'>>();
    for (const [index, { draft }] of ready.entries()) {
      const result = results[index];
      if (!result) continue;
      outcomes.set(draft.reference, { outcome: result.outcome, declarationId: result.id });
      if (result.outcome === 'refused') errors.push(...rowErrors(draft, result.findings));
    }
    await ensureVisits(tx, this.clock, visitsOf(ready, outcomes));
    return { errors, outcomes: drafts.map((draft, index) => outcomeOf(draft, staged.position + index, outcomes)) };
  }
}

/** The body of a draft where its shape is right; otherwise what is wrong, cell by cell. */
function shapeOfDraft(draft: Draft): { input: DeclarationInput | null; faults: RowError[] } {
  const violations: Violation[] = [];
  const input = shapeOf(DeclarationBody, draft.body, [], violations);
  return { input: violations.length === 0 ? input : null, faults: rowErrors(draft, violations) };
}

function headerFaults(draft: Draft, staged: StagedReference | undefined, layout: Layout): RowError[] {
  const [first] = draft.rows;
  if (!first || !staged) return [];
  return staged.disagreeing.flatMap((rowNumber) => {
    const later = draft.rows.find((row) => row.rowNumber === rowNumber);
    if (!later) return [];
    return disagreements(first, later, layout).map((column) => ({
      rowNumber,
      column: column.name,
      violation: violation('header-rows-disagree', pointer(...column.path.split('/')), {
        column: column.name,
        row: String(first.rowNumber),
      }),
    }));
  });
}

const rowErrors = (draft: Draft, violations: readonly Violation[]): RowError[] =>
  violations
    .filter(({ severity }) => severity === 'error')
    .map((found) => ({ ...cellAt(draft, found.pointer), violation: found }));

function outcomeOf(
  draft: Draft,
  position: number,
  outcomes: ReadonlyMap<string, Pick<Outcome, 'outcome' | 'declarationId'>>,
): Outcome {
  const known = outcomes.get(draft.reference) ?? { outcome: 'refused' as const, declarationId: null };
  return { position, reference: draft.reference, rows: draft.rows.length, ...known };
}

function visitsOf(
  ready: readonly { draft: Draft; input: DeclarationInput }[],
  outcomes: ReadonlyMap<string, Pick<Outcome, 'outcome' | 'declarationId'>>,
): VisitRequest[] {
  return ready
    .filter(({ draft }) => !['refused', 'unchanged'].includes(outcomes.get(draft.reference)?.outcome ?? 'refused'))
    .flatMap(({ draft, input }) =>
      draft.containers.map((container) => ({
        market: input.market,
        customsOffice: input.customsOffice ?? null,
        containerNumber: container.number,
        ...(container.sizeType ? { sizeType: container.sizeType } : {}),
        seals: [...container.seals],
        ...(input.billOfLading ? { billOfLading: input.billOfLading } : {}),
      })),
    );
}
