import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import { recordChanges } from '../../domain-events/record-events.js';
import { assertNoErrors, refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { assertRevision } from '../../audit/assert-revision.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { inSlices } from '../../platform/in-slices.js';
import { Clock } from '../../vocabulary/clock.js';
import type { DeclarationInput } from '../domain/declaration.js';
import { comparisonsOf } from '../domain/split/split-differences.js';
import type { DeclarationResponse } from '../reading/declaration-response.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import { inputOf } from '../store/content.js';
import {
  asRevised,
  deleteDraft,
  type Held,
  lockOwn,
  setSplitGroup,
  withdrawalOf,
} from '../store/declarations.repository.js';
import { storedInputs } from '../store/stored-inputs.js';
import { DeclarationWriter, refusalOfFindings, type WriteResult } from './declaration-writer.js';
import type { DeclarationChange } from './declarations.service.js';

export interface SplitDeclaration {
  /** The id of the draft that was split. */
  readonly splitGroup: string;
  readonly parts: readonly DeclarationResponse[];
}

export interface WantedSplit {
  readonly parts: readonly DeclarationInput[];
  /** That the parts are meant to come to something else than the draft. */
  readonly differs?: boolean;
}

/** Divides a draft as its broker has decided: the parts are there and the draft is not, or nothing has happened. */
@Injectable()
export class SplitService {
  constructor(
    private readonly database: Database,
    private readonly writer: DeclarationWriter,
    private readonly reader: DeclarationsReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses what is no draft any more, parts that do not add up to it (unless they are said to differ), and a part under a reference
   * that is taken or that another part has.
   */
  split(actor: Actor, change: DeclarationChange, wanted: WantedSplit): Promise<SplitDeclaration> {
    return this.database.transaction(actor, async (tx) => {
      const held = await holdDraft(tx, change);
      const input = (await storedInputs(tx, [held.id])).get(held.id);
      if (!input) throw refuse('not-found', 'not-found');
      const parts = wanted.parts.map(inputOf);
      const different = (await inSlices(comparisonsOf(input, parts), (compare) => compare())).flat();
      if (wanted.differs !== true) assertNoErrors(different);
      // First, so that a part may take the reference of the draft.
      await deleteDraft(tx, held.id);
      await recordChanges(tx, this.clock, [withdrawalOf(tx, held)]);
      const results = await this.writer.write(tx, parts, { submit: false, existing: 'refuse' });
      const ids = results.map(idOfPart);
      await setSplitGroup(tx, ids, held.id);
      await recordAudit(tx, this.clock, {
        action: 'declaration.split',
        subjectType: 'declaration',
        subjectId: held.id,
        before: input,
        detail: { reference: held.reference, parts: ids, ...(different.length > 0 ? { different } : {}) },
      });
      const made: DeclarationResponse[] = [];
      for (const id of ids) made.push(await this.reader.one(tx, id, change.language));
      return { splitGroup: held.id, parts: made };
    });
  }
}

async function holdDraft(tx: Tx, { id, revision }: DeclarationChange): Promise<Held> {
  const held = await lockOwn(tx, id);
  if (!held) throw refuse('not-found', 'not-found');
  const { status } = held;
  if (status !== 'draft') throw refuse('conflict', 'state-forbids', { status, action: 'split' });
  await assertRevision(tx, revision, asRevised(held));
  return held;
}

/** A part is a declaration of its own: one that is there already, or is another part, would be counted for two. */
function idOfPart({ outcome, id, reference, findings }: WriteResult, index: number): string {
  if (outcome === 'created' && id !== null) return id;
  const at = pointer('parts', index);
  if (outcome === 'refused')
    throw refusalOfFindings(findings.map((finding) => ({ ...finding, pointer: `${at}${finding.pointer}` })));
  throw refuseAt(`${at}/reference`, 'conflict', 'reference-taken', {
    reference,
    ...(id === null ? {} : { first: id }),
  });
}
