import { Injectable } from '@nestjs/common';
import { contentSha256 } from '../declarations/store/content.js';
import { findByReference, type Held } from '../declarations/store/declarations.repository.js';
import type { DeclarationInput } from '../declarations/domain/declaration.js';
import { isEditable } from '../declarations/recording/write-plan.js';
import { storedInputs } from '../declarations/store/stored-inputs.js';
import type { Tx } from '../platform/database/tx.js';
import { referenceKey } from '../vocabulary/text.js';
import type { Violation } from '../messages/refusals/violation.js';
import { changedMeanwhile, leavingAsIs } from './domain/merge.js';
import type { ImportSheet } from './domain/draft.js';
import { type Sent, sentBefore } from './sent.repository.js';

/** What a file means for a declaration that may be there already. */
export type RowDecision =
  /** Hand it on: it is new, or nobody has changed the declaration since the firm's files said something of it. */
  | { readonly kind: 'write'; readonly input: DeclarationInput; readonly expected?: string }
  | { readonly kind: 'unchanged'; readonly declarationId: string; readonly submittable: boolean }
  | {
      readonly kind: 'refused';
      readonly declarationId: string;
      readonly submittable: false;
      readonly findings: readonly Violation[];
    };

export type Decisions = ReadonlyMap<DeclarationInput, RowDecision>;

interface Known {
  readonly held: Held;
  readonly stored: DeclarationInput;
  readonly sent: Sent | undefined;
}

/**
 * Compares what a file says with what is stored and with what the firm's files said before, so that a file undoes nothing that a person
 * did. Reads without locks, as locks of references come before those of rows; `expected` is compared again under the lock.
 */
@Injectable()
export class EarlierDeclarationsService {
  async decide(
    tx: Tx,
    { submit, sheet }: { readonly submit: boolean; readonly sheet: ImportSheet },
    readings: readonly { readonly input: DeclarationInput }[],
  ): Promise<Decisions> {
    const inputs = readings.map(({ input }) => input);
    const known = await this.known(tx, inputs);
    return new Map(
      inputs.map((input) => {
        const found = known.get(referenceKey(input.reference));
        return [input, found ? decisionOf(input, found, { submit, sheet }) : { kind: 'write', input }] as const;
      }),
    );
  }

  /** By reference, the content that a declaration must still have to be replaced. */
  expected(decisions: Decisions): ReadonlyMap<string, string> {
    return new Map(
      [...decisions.values()].flatMap((decision): [string, string][] =>
        decision.kind === 'write' && decision.expected !== undefined
          ? [[decision.input.reference, decision.expected]]
          : [],
      ),
    );
  }

  private async known(tx: Tx, inputs: readonly DeclarationInput[]): Promise<ReadonlyMap<string, Known>> {
    const references = inputs.map(({ reference }) => reference);
    const held = references.length > 0 ? await findByReference(tx, references) : [];
    if (held.length === 0) return new Map();
    const ids = held.map(({ id }) => id);
    const stored = await storedInputs(tx, ids);
    const sent = await sentBefore(tx, ids);
    return new Map(
      held.flatMap((row): [string, Known][] => {
        const input = stored.get(row.id);
        return input ? [[referenceKey(row.reference), { held: row, stored: input, sent: sent.get(row.id) }]] : [];
      }),
    );
  }
}

function decisionOf(
  input: DeclarationInput,
  { held, stored, sent }: Known,
  { submit, sheet }: { submit: boolean; sheet: ImportSheet },
): RowDecision {
  const taken = (said: DeclarationInput): RowDecision => ({ kind: 'write', input: said, expected: held.contentSha256 });
  // A reference in another writing may be another declaration's: that is judged where declarations are taken.
  if (held.reference !== input.reference || contentSha256(input) === held.contentSha256) return taken(input);
  const said = leavingAsIs(input, stored, sheet.layout);
  if (contentSha256(said) === held.contentSha256) return taken(said);
  const { id: declarationId } = held;
  const isAsBefore = sent?.fileSha256 === contentSha256(input);
  // What a person changed is not submitted by a file that says something else.
  if (isAsBefore && !(submit && held.status === 'draft')) {
    return { kind: 'unchanged', declarationId, submittable: !held.hasErrors };
  }
  if (!isEditable(held) || sent?.storedSha256 === held.contentSha256) return taken(said);
  return { kind: 'refused', declarationId, submittable: false, findings: changedMeanwhile(said, stored) };
}
