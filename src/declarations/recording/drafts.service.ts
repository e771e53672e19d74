import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import { refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { assertRevision } from '../../audit/assert-revision.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { foldConsequential, renderViolation } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import type { Language } from '../../vocabulary/language.js';
import { ConflictLookup } from '../checking/conflict-lookup.query.js';
import { RuleBooks } from '../checking/rule-books.js';
import { assess } from '../domain/assess.js';
import { conflictsWith } from '../domain/conflicts/live-declarations.js';
import type { DeclarationInput } from '../domain/declaration.js';
import { itemise } from '../domain/items/itemise.js';
import { mergingView } from '../domain/items/merging-view.js';
import type { DeclarationResponse } from '../reading/declaration-response.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import { inputOf } from '../store/content.js';
import { asRevised, deleteDraft, findByReference, lockOwn } from '../store/declarations.repository.js';
import { storedInputs } from '../store/stored-inputs.js';
import { DeclarationWriter, refusalOfFindings } from './declaration-writer.js';

/** What only concerns drafts: looking at one before it is stored, copying one, withdrawing one. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly writer: DeclarationWriter,
    private readonly ruleBooks: RuleBooks,
    private readonly conflictLookup: ConflictLookup,
    private readonly reader: DeclarationsReader,
    private readonly clock: Clock,
  ) {}

  /** What a draft of this content would answer; nothing is stored. A draft already kept under its reference is itself, and no duplicate. */
  preview(actor: Actor, body: DeclarationInput, language: Language) {
    return this.database.transaction(actor, (tx) => this.assessed(tx, inputOf(body), language));
  }

  /** A new draft with the same content under another reference, of a declaration in any state. Asked again, it answers the first copy. */
  copy(actor: Actor, id: string, reference: string, language: Language): Promise<DeclarationResponse> {
    return this.database.transaction(actor, async (tx) => {
      await this.reader.mustSee(tx, id);
      const input = (await storedInputs(tx, [id])).get(id);
      if (!input) throw refuse('not-found', 'not-found');
      const [result] = await this.writer.write(tx, [{ ...input, reference }], { submit: false, existing: 'refuse' });
      if (!result || result.outcome === 'refused' || result.id === null)
        throw refusalOfFindings(result?.findings ?? []);
      if (result.id === id) throw refuseAt('/reference', 'conflict', 'reference-taken', { reference, first: id });
      return this.reader.one(tx, result.id, language);
    });
  }

  /** Removes a draft for good; the audit trail keeps what it said, and its reference is free. */
  withdraw(actor: Actor, id: string, revision: ExpectedRevisions): Promise<void> {
    return this.database.transaction(actor, async (tx) => {
      const held = await lockOwn(tx, id);
      if (!held) throw refuse('not-found', 'not-found');
      const { status, reference } = held;
      if (status !== 'draft') throw refuse('conflict', 'state-forbids', { status, action: 'withdraw' });
      await assertRevision(tx, revision, asRevised(held));
      const input = (await storedInputs(tx, [id])).get(id);
      await deleteDraft(tx, id);
      await recordAudit(tx, this.clock, {
        action: 'declaration.withdrawn',
        subjectType: 'declaration',
        subjectId: id,
        before: input,
        detail: { reference },
      });
    });
  }

  private async assessed(tx: Tx, input: DeclarationInput, language: Language) {
    const ruleBook = (await this.ruleBooks.load(tx, [input]))(input);
    const { organisationId: brokerId } = tx.actor;
    const live = await this.conflictLookup.liveDeclarations(tx, [input], { brokerId, live: false });
    const [own] = await findByReference(tx, [input.reference]);
    const { findings, items, totals, valuation } = assess(input, ruleBook);
    const all = foldConsequential([...findings, ...conflictsWith(input, own?.id ?? newId(), live, 'warning')]);
    return {
      findings: all.map((finding) => renderViolation(finding, language)),
      ...{ items, totals, valuation },
      merging: mergingView(input, itemise(input, ruleBook), ruleBook),
    };
  }
}
