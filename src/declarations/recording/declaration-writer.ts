import { Injectable } from '@nestjs/common';
import { type AuditEvent, recordAudits } from '../../audit/audit.js';
import { valuesAt } from '../../audit/domain/changed-values.js';
import type { StreamedChange } from '../../domain-events/domain-event.js';
import { changedPointers } from '../../messages/refusals/changed-pointers.js';
import { recordChanges } from '../../domain-events/record-events.js';
import { recordParties } from '../../parties/parties.js';
import { keepPlans } from '../../platform/database/prepared-statements.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { type Refusal, refuse, refuseFor } from '../../messages/refusals/refusal.js';
import { referenceKey } from '../../vocabulary/text.js';
import { foldConsequential, hasErrors, violation, type Violation } from '../../messages/refusals/violation.js';
import { contentSha256 } from '../store/content.js';
import { type Held, insertDrafts, lockByReference, updateHeads, writeParts } from '../store/declarations.repository.js';
import type { DeclarationInput } from '../domain/declaration.js';
import { conflictsWith, addLive } from '../domain/conflicts/live-declarations.js';
import { assess } from '../domain/assess.js';
import { tradeRecordPartsOf } from '../domain/conflicts/trade-record-reservation.js';
import { type DraftToWrite, type WriteOptions, type WritePlan, planFor } from './write-plan.js';
import { NextSteps } from '../status/next-steps.service.js';
import { ConflictLookup } from '../checking/conflict-lookup.query.js';
import { partiesOf } from './parties-seen.js';
import { type Content, type DeclarationRecord, recordOf } from '../store/records.js';
import { storedInputs } from '../store/stored-inputs.js';
import { shareReferences } from '../store/reference-locks.js';
import { RuleBooks } from '../checking/rule-books.js';
import { reserveTradeRecords } from '../store/reservations.repository.js';
import { SubmissionWriter } from './submission-writer.js';

export type { WriteOptions } from './write-plan.js';

export type WriteOutcome = 'created' | 'replaced' | 'unchanged' | 'refused';

/** What became of one input; `id` is null where nothing is held under its reference. */
export interface WriteResult {
  readonly reference: string;
  readonly outcome: WriteOutcome;
  readonly id: string | null;
  /** Whether this call submitted it. */
  readonly submitted: boolean;
  /** Whether it breaks no rule: it could be submitted, or was. */
  readonly submittable: boolean;
  readonly findings: readonly Violation[];
}

type PlannedWrite = Extract<WritePlan, { kind: 'write' }>;

/** A lost race for a reference is planned again; each attempt needs another winner, so more of them mean something is wrong. */
const ATTEMPTS_MAX = 5;

/** The only writer of what declarations say, whoever sends them: a form, another program, a file of hundreds, the demo market. */
@Injectable()
export class DeclarationWriter {
  constructor(
    private readonly clock: Clock,
    private readonly ruleBooks: RuleBooks,
    private readonly conflictLookup: ConflictLookup,
    private readonly submissionWriter: SubmissionWriter,
    private readonly nextSteps: NextSteps,
  ) {}

  /**
   * Writes declarations of the actor's firm, any number in the same few statements. One result an input, in order:
   * `created`; `replaced` (a draft or returned one with other content, or a draft submitted as it is); `unchanged`
   * (the same content: nothing is written); `refused` with the findings that block it (nothing is written).
   * A second input under the same reference is unchanged or refused. Never throws for what an input says.
   */
  async write(tx: Tx, inputs: readonly DeclarationInput[], options: WriteOptions): Promise<WriteResult[]> {
    await keepPlans(tx);
    const drafts = inputs.map((input) => ({ id: newId(), input, contentSha256: contentSha256(input) }));
    const first = new Map<string, DraftToWrite>();
    for (const draft of drafts) if (!first.has(keyOf(draft))) first.set(keyOf(draft), draft);
    if (options.submit) await shareReferences(tx, [...first.keys()]);
    const plans = await this.plan(tx, [...first.values()], options);
    await this.writePlanned(tx, [...plans.values()].filter(isWrite), options.submit);
    return drafts.map((draft) => {
      const { reference } = draft.input;
      const winner = first.get(keyOf(draft)) ?? draft;
      const plan = plans.get(keyOf(draft));
      if (!plan) throw new Error(`No plan for ${reference}.`);
      const result = resultOf(reference, plan, options.submit);
      return winner === draft || result.outcome === 'refused' ? result : ofTwin(result, draft, winner);
    });
  }

  /** The findings of inputs, in order, that {@link write} would answer; nothing is locked and nothing written. */
  async check(tx: Tx, inputs: readonly DeclarationInput[], submit: boolean): Promise<Violation[][]> {
    if (inputs.length === 0) return [];
    const ruleBookOf = await this.ruleBooks.load(tx, inputs);
    const live = await this.conflictLookup.liveDeclarations(tx, inputs, {
      ...{ brokerId: tx.actor.organisationId, live: submit },
    });
    return inputs.map((input) => {
      const conflicts = conflictsWith(input, newId(), live, submit ? 'error' : 'warning');
      return foldConsequential([...assess(input, ruleBookOf(input)).findings, ...conflicts]);
    });
  }

  /** Writes what has been planned: rows, audit entries, and the submissions. The rows of `held` plans are locked. */
  async writePlanned(tx: Tx, plans: readonly PlannedWrite[], submit: boolean): Promise<void> {
    if (plans.length === 0) return;
    await keepPlans(tx);
    if (tx.actor.forMergedFirm && plans.some(({ held }) => held === null)) throw refuse('forbidden', 'firm-merged');
    const now = this.clock.now().toISOString();
    const records = plans.map((plan) => this.record(plan, submit));
    // What is submitted as it stands was not changed: the trail has its submission alone.
    const changing = plans.filter((plan) => contentOf(plan) !== 'kept');
    const before = await storedInputs(
      tx,
      changing.flatMap(({ held }) => (held ? [held.id] : [])),
    );
    await updateHeads(
      tx,
      records.filter(({ content }) => content !== 'new'),
      now,
    );
    await writeParts(tx, records);
    await recordAudits(
      tx,
      this.clock,
      changing.map((plan) => auditEventOf(plan, before)),
    );
    if (!submit) {
      await this.nextSteps.refresh(
        tx,
        records.map(({ id }) => id),
      );
      await recordChanges(
        tx,
        this.clock,
        plans.map((plan) => changeOf(tx, plan)),
      );
      return;
    }
    await this.submitWritten(tx, plans);
  }

  private async submitWritten(tx: Tx, plans: readonly PlannedWrite[]): Promise<void> {
    await reserveTradeRecords(
      tx,
      tx.actor.organisationId,
      plans.map(({ draft, held }) => ({
        declarationId: held?.id ?? draft.id,
        parts: tradeRecordPartsOf(draft.input),
        wasLive: held?.status === 'returned',
      })),
    );
    const today = this.clock.today();
    await this.submissionWriter.file(
      tx,
      plans.map(({ draft, held }) => ({
        id: held?.id ?? draft.id,
        reference: draft.input.reference,
        version: held?.version ?? 1,
        revision: contentOf({ draft, held }) === 'kept' ? (held?.revision ?? 0) : revisionAfter(held),
        customsOffice: draft.input.customsOffice ?? null,
        market: draft.input.market,
        declaredOn: draft.input.declaredOn ?? today,
      })),
    );
    await recordParties(
      tx,
      plans.flatMap(({ draft }) => partiesOf(draft.input, draft.input.declaredOn ?? today)),
    );
  }

  /** Locks what is there, plans, and inserts what is new; a draft that loses a race for its reference is planned again. */
  private async plan(tx: Tx, drafts: readonly DraftToWrite[], options: WriteOptions): Promise<Map<string, WritePlan>> {
    const ruleBookOf = await this.ruleBooks.load(
      tx,
      drafts.map(({ input }) => input),
    );
    const plans = new Map<string, WritePlan>();
    let undecided = drafts;
    for (let attempt = 0; undecided.length > 0; attempt++) {
      if (attempt === ATTEMPTS_MAX) throw refuse('unavailable', 'service-unavailable');
      const rows = await lockByReference(
        tx,
        undecided.map(({ input }) => input.reference),
      );
      // Two rows of one key are older than the key: the one that is spelled exactly so is meant.
      const byKey = new Map(rows.map((row) => [referenceKey(row.reference), row]));
      const byText = new Map(rows.map((row) => [row.reference, row]));
      const heldFor = (draft: DraftToWrite) => byText.get(draft.input.reference) ?? byKey.get(keyOf(draft)) ?? null;
      const liveDeclarations = await this.liveDeclarations(tx, undecided, options.submit);
      for (const draft of undecided) {
        const context = { ruleBook: ruleBookOf(draft.input), liveDeclarations };
        const plan = planFor(draft, heldFor(draft), context, options);
        plans.set(keyOf(draft), plan);
        if (options.submit && isWrite(plan)) addLive(liveDeclarations, plan.held?.id ?? draft.id, draft.input);
      }
      const fresh = undecided.flatMap((draft) => newPlan(plans.get(keyOf(draft))));
      const now = this.clock.now().toISOString();
      const inserted = await insertDrafts(
        tx,
        fresh.map((plan) => this.record(plan, options.submit)),
        now,
      );
      undecided = fresh.map(({ draft }) => draft).filter(({ id }) => !inserted.has(id));
    }
    return plans;
  }

  private liveDeclarations(tx: Tx, drafts: readonly DraftToWrite[], live: boolean) {
    const inputs = drafts.map(({ input }) => input);
    return this.conflictLookup.liveDeclarations(tx, inputs, { brokerId: tx.actor.organisationId, live });
  }

  private record(plan: PlannedWrite, submit: boolean): DeclarationRecord {
    const { draft, held, assessment } = plan;
    const declaredOn = draft.input.declaredOn ?? (submit ? this.clock.today() : undefined);
    return recordOf(held?.id ?? draft.id, contentOf(plan), { ...draft, assessment, declaredOn });
  }
}

const keyOf = ({ input }: DraftToWrite): string => referenceKey(input.reference);

const isWrite = (plan: WritePlan): plan is PlannedWrite => plan.kind === 'write';
const newPlan = (plan: WritePlan | undefined): PlannedWrite[] =>
  plan && isWrite(plan) && plan.held === null ? [plan] : [];

function contentOf({ draft, held }: Pick<PlannedWrite, 'draft' | 'held'>): Content {
  if (held === null) return 'new';
  return held.contentSha256 === draft.contentSha256 ? 'kept' : 'changed';
}

const revisionAfter = (held: Held | null): number => (held?.revision ?? 0) + 1;

/** A submission is a step of its own. */
const changeOf = (tx: Tx, { draft: { id, input }, held }: PlannedWrite): StreamedChange => ({
  ...{ type: 'declaration.changed', subjectId: held?.id ?? id },
  owner: {
    ...{ brokerId: tx.actor.organisationId, customsOffice: input.customsOffice ?? null, market: input.market },
  },
});

/** A new declaration with all that it says, a replaced one with what it says otherwise. */
function auditEventOf({ draft, held }: PlannedWrite, inputs: ReadonlyMap<string, DeclarationInput>): AuditEvent {
  const { input, contentSha256: sha256 } = draft;
  const stated = held === null ? undefined : inputs.get(held.id);
  // A draft without goods is stored with none: no list and an empty one say the same.
  const changed = held === null ? [''] : changedPointers(stated, { goods: [], containers: [], ...input });
  return {
    action: held === null ? 'declaration.created' : 'declaration.replaced',
    subjectType: 'declaration',
    subjectId: held?.id ?? draft.id,
    before: held === null ? null : valuesAt(stated, changed),
    after: held === null ? input : valuesAt(input, changed),
    detail: { reference: input.reference, contentSha256: sha256 },
    change: { resource: 'declaration', from: held?.revision ?? 0, to: revisionAfter(held), changed },
  };
}

function resultOf(reference: string, plan: WritePlan, submit: boolean): WriteResult {
  if (plan.kind === 'write') {
    const { draft, held, assessment } = plan;
    const outcome = held === null ? 'created' : 'replaced';
    const { findings } = assessment;
    return {
      ...{ reference, outcome, id: held?.id ?? draft.id, submitted: submit },
      ...{ submittable: !hasErrors(findings), findings },
    };
  }
  const id = plan.held?.id ?? null;
  if (plan.kind === 'unchanged') return unchanged(reference, id, !plan.held.hasErrors);
  return { ...REFUSED, reference, id, findings: plan.findings };
}

/** A second input under a reference of the same call: the first one counts. */
function ofTwin(result: WriteResult, draft: DraftToWrite, winner: DraftToWrite): WriteResult {
  const { reference, id } = result;
  if (draft.contentSha256 === winner.contentSha256) return unchanged(reference, id, result.submittable);
  const params = { reference, ...(id === null ? {} : { first: id }) };
  const findings = [violation('reference-taken', '/reference', params)];
  return { ...REFUSED, reference, id, findings };
}

const REFUSED = { outcome: 'refused', submitted: false, submittable: false } as const;

const unchanged = (reference: string, id: string | null, submittable: boolean): WriteResult => {
  return { reference, outcome: 'unchanged', id, submitted: false, submittable, findings: [] };
};

/** A taken reference is a conflict, everything else a broken rule. */
export function refusalOfFindings(findings: readonly Violation[]): Refusal {
  const refusal = refuseFor('rule-broken', findings);
  return refusal.code === 'reference-taken' ? refuseFor('conflict', findings) : refusal;
}
