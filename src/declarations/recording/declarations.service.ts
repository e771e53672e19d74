import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import type { ListFile } from '../../platform/http/list-files.js';
import type { Page } from '../../platform/http/page.js';
import { newId } from '../../vocabulary/id.js';
import { ensureVisits, type VisitRequest } from '../../shipments/visits/visits.repository.js';
import { Clock } from '../../vocabulary/clock.js';
import type { Language } from '../../vocabulary/language.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { contentSha256, inputOf } from '../store/content.js';
import type { DeclarationBody } from '../reading/declarations.dto.js';
import type { DeclarationCounts } from '../reading/counts.query.js';
import type { DeclarationCountsQuery, DeclarationsQuery } from '../reading/declarations-query.dto.js';
import { DeclarationsReader } from '../reading/declarations.query.js';
import { asRevised, type Held, lockOwn, referenceOf } from '../store/declarations.repository.js';
import type { DeclarationInput } from '../domain/declaration.js';
import { ConflictLookup } from '../checking/conflict-lookup.query.js';
import { isEditable, planByRules } from './write-plan.js';
import { DeclarationWriter, refusalOfFindings } from './declaration-writer.js';
import { shareReferences } from '../store/reference-locks.js';
import type { DeclarationResponse, DeclarationSummary } from '../reading/declaration-response.js';
import { RuleBooks } from '../checking/rule-books.js';
import { storedInputs } from '../store/stored-inputs.js';
import { referenceKey } from '../../vocabulary/text.js';
import { assertRevision, staleRevision } from '../../audit/assert-revision.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';

/** Which declaration changes, from which revision on (null: whatever it is), and in which language the answer is read. */
export interface DeclarationChange {
  readonly id: string;
  readonly revision: ExpectedRevisions;
  readonly language: Language;
}

/** Declarations one at a time, as the API offers them. Each call is one transaction. */
@Injectable()
export class DeclarationsService {
  constructor(
    private readonly database: Database,
    private readonly writer: DeclarationWriter,
    private readonly ruleBooks: RuleBooks,
    private readonly conflictLookup: ConflictLookup,
    private readonly reader: DeclarationsReader,
    private readonly clock: Clock,
  ) {}

  /** Keeps a draft. The same content again answers the first; other content under the reference is a conflict. */
  create(actor: Actor, body: DeclarationBody, language: Language): Promise<DeclarationResponse> {
    return this.database.transaction(actor, async (tx) => {
      const [result] = await this.writer.write(tx, [inputOf(body)], { submit: false, existing: 'refuse' });
      if (!result || result.outcome === 'refused' || result.id === null)
        throw refusalOfFindings(result?.findings ?? []);
      return this.reader.one(tx, result.id, language);
    });
  }

  /** Replaces a draft or a returned declaration. The same content changes nothing, not even the revision. */
  replace(
    actor: Actor,
    { id, revision, language }: DeclarationChange,
    body: DeclarationBody,
  ): Promise<DeclarationResponse> {
    return this.database.transaction(actor, async (tx) => {
      const held = await holdOpen(tx, id, revision, 'replace');
      const input = await withoutDerivedDay(tx, held, inputOf(body));
      await refuseRenaming(tx, held, input.reference);
      const draft = { id: newId(), input, contentSha256: contentSha256(input) };
      if (draft.contentSha256 !== held.contentSha256) await this.write(tx, held, draft, false);
      return this.reader.one(tx, id, language);
    });
  }

  /**
   * Submits a draft or a returned declaration as it is; refuses (422) with everything that is wrong with it. Opens the
   * visit of each of its containers that has none.
   */
  submit(actor: Actor, { id, revision, language }: DeclarationChange): Promise<DeclarationResponse> {
    return this.database.transaction(actor, async (tx) => {
      // Locks of names come before locks of rows, here as for receipts: hence the reading without a lock.
      const reference = await referenceOf(tx, id);
      if (reference === null) throw refuse('not-found', 'not-found');
      await shareReferences(tx, [reference]);
      const held = await holdOpen(tx, id, revision, 'submit');
      if (held.reference !== reference) throw await staleRevision(tx, null, asRevised(held));
      const input = (await storedInputs(tx, [id])).get(id);
      if (!input) throw refuse('not-found', 'not-found');
      await this.write(tx, held, { id, input, contentSha256: held.contentSha256 }, true);
      await ensureVisits(tx, this.clock, visitsOf(input));
      return this.reader.one(tx, id, language);
    });
  }

  one(actor: Actor, id: string, language: Language): Promise<DeclarationResponse> {
    return this.database.transaction(actor, (tx) => this.reader.one(tx, id, language), { snapshot: true });
  }

  list(actor: Actor, query: DeclarationsQuery, language: Language): Promise<Page<DeclarationSummary>> {
    return this.database.transaction(actor, (tx) => this.reader.list(tx, query, language), { snapshot: true });
  }

  /** The whole list as a file, in the transaction that is open while it is read. */
  file(tx: Tx, query: DeclarationsQuery, language: Language): Promise<ListFile> {
    return this.reader.file(tx, query, language);
  }

  counts(actor: Actor, query: DeclarationCountsQuery): Promise<DeclarationCounts> {
    return this.database.transaction(actor, (tx) => this.reader.counts(tx, query), { snapshot: true });
  }

  private async write(
    tx: Tx,
    held: Held,
    draft: { id: string; input: DeclarationInput; contentSha256: string },
    submit: boolean,
  ): Promise<void> {
    const ruleBookOf = await this.ruleBooks.load(tx, [draft.input]);
    const { organisationId: brokerId } = tx.actor;
    const liveDeclarations = await this.conflictLookup.liveDeclarations(tx, [draft.input], { brokerId, live: submit });
    const plan = planByRules(draft, held, { ruleBook: ruleBookOf(draft.input), liveDeclarations }, submit);
    if (plan.kind === 'refused') throw refusalOfFindings(plan.findings);
    if (plan.kind === 'write') await this.writer.writePlanned(tx, [plan], submit);
  }
}

const visitsOf = ({ containers = [], market, customsOffice, billOfLading }: DeclarationInput): VisitRequest[] =>
  containers.map(({ number }) => ({
    market,
    customsOffice: customsOffice ?? null,
    containerNumber: number,
    billOfLading,
  }));

/** Locks first, then checks, the state before the revision: whoever submits twice learns that it is submitted, not that the revision is stale. */
async function holdOpen(tx: Tx, id: string, revision: ExpectedRevisions, action: 'replace' | 'submit'): Promise<Held> {
  const held = await lockOwn(tx, id);
  if (!held) throw refuse('not-found', 'not-found');
  if (!isEditable(held)) throw refuse('conflict', 'state-forbids', { status: held.status, action });
  await assertRevision(tx, revision, asRevised(held));
  return held;
}

/** A draft may get another reference, as long as it is free; once submitted it is the name receipts come under. */
async function refuseRenaming(tx: Tx, held: Held, reference: string): Promise<void> {
  if (reference === held.reference) return;
  if (held.status !== 'draft') throw refuse('conflict', 'state-forbids', { status: held.status, action: 'replace' });
  const other = await tx.one<{ id: string }>(
    'SELECT id FROM declaration WHERE broker_id = $1 AND reference_key = $2 AND id <> $3',
    [tx.actor.organisationId, referenceKey(reference), held.id],
  );
  if (other) throw refuse('conflict', 'reference-taken', { reference, first: other.id });
}

/** A day that the submission has set is answered like one that was given; sent back as it was read it is still the service's. */
async function withoutDerivedDay(tx: Tx, held: Held, input: DeclarationInput): Promise<DeclarationInput> {
  if (held.status !== 'returned' || input.declaredOn === undefined) return input;
  const derived = await tx.one<{ day: string | null }>(
    "SELECT CASE WHEN header ->> 'declaredOn' IS NULL THEN declared_on END AS day FROM declaration WHERE id = $1",
    [held.id],
  );
  if (derived?.day !== input.declaredOn) return input;
  const { declaredOn: _derived, ...given } = input;
  return given;
}
