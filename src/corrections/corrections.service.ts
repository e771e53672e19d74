import { recordEvents } from '../domain-events/record-events.js';
import { Injectable } from '@nestjs/common';
import { amendmentOf } from '../amendments/amendments.repository.js';
import { recordAudit } from '../audit/audit.js';
import { NextSteps } from '../declarations/status/next-steps.service.js';
import { type HeldDeclaration, VersionWriter } from '../declarations/recording/version-writer.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import type { Day } from '../vocabulary/period.js';
import { assertNoErrors, refuse } from '../messages/refusals/refusal.js';
import { pointer, violation } from '../messages/refusals/violation.js';
import { assertRevision } from '../audit/assert-revision.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import type { AnswerBody, CorrectionBody, NewCorrectionBody, RemarkBody, ReopenBody } from './corrections.dto.js';
import { withThread } from './corrections-reader.service.js';
import {
  type RequestedDeclaration,
  type Correction,
  correctionOf,
  editCorrection,
  insertCorrection,
  moveCorrection,
  openNumber,
  type NewMessage,
  appendMessage,
  type Sending,
} from './corrections.repository.js';
import { againstAnswer, recorded, type RecordedField } from './domain/fields.js';
import { allows, type CorrectionStep, CORRECTION_STEPS } from './domain/states.js';
import type { CorrectionAnswer } from './correction-response.js';

/** A request with the revision that a step builds on; null: as it is now. */
export interface CorrectionTarget {
  readonly id: string;
  readonly number: number;
  readonly revision: ExpectedRevisions;
}

type Content = Pick<Correction, 'fields' | 'comment' | 'dueOn'>;

/** What a step adds to the thread, and the fields it asks the broker for. */
interface Effect {
  readonly message?: Partial<Omit<NewMessage, 'kind' | 'at'>>;
  readonly sending?: Content;
}

/**
 * Officers ask brokers to correct named fields; both sides speak on one thread. The lock of all of it is the declaration's
 * row: of two who act at once the second one sees what the first has done.
 */
@Injectable()
export class Corrections {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly versionWriter: VersionWriter,
    private readonly nextSteps: NextSteps,
  ) {}

  /** Drafts a request, or sends it at once. Refused while another is open, or when the declaration is over (409). */
  ask(actor: Actor, id: string, body: NewCorrectionBody): Promise<CorrectionAnswer> {
    return this.database.transaction(actor, async (tx) => withThread(tx, await this.askIn(tx, id, body)));
  }

  /** The same in a transaction of the caller's; `inspectionId`: the inspection whose result asks. */
  async askIn(tx: Tx, id: string, body: NewCorrectionBody, inspectionId: string | null = null): Promise<Correction> {
    const held = await this.versionWriter.hold(tx, id);
    refuseOver(held, 'ask');
    const open = await openNumber(tx, id);
    if (open !== null) throw refuse('conflict', 'correction-open', { number: String(open) });
    const content = this.content(held, body);
    const draft = await insertCorrection(tx, requestedDeclarationOf(held), content, { at: this.now(), inspectionId });
    await this.recordAudit(tx, 'correction.drafted', draft, { fields: draft.fields });
    return body.send ? this.move(tx, held, draft, { name: 'send', sending: content }) : draft;
  }

  /** Replaces a draft; of two officers who edit the same one the second is stale (412). */
  edit(actor: Actor, target: CorrectionTarget, body: CorrectionBody): Promise<CorrectionAnswer> {
    return this.database.transaction(actor, async (tx) => {
      const held = await this.versionWriter.hold(tx, target.id);
      const correction = await mustHave(tx, target);
      if (correction.state !== 'not-sent') throw inState(correction, 'edit');
      await assertRevision(tx, target.revision, asRevisedCorrection(correction));
      const edited = await editCorrection(tx, correction, this.content(held, body));
      await this.recordAudit(tx, 'correction.edited', edited, { fields: edited.fields });
      return withThread(tx, edited);
    });
  }

  /** Sends a draft: from now on the broker has to act, and the clock of customs stands still. */
  send(actor: Actor, target: CorrectionTarget): Promise<CorrectionAnswer> {
    return this.step(actor, target, 'send', (held, correction) => {
      refuseOver(held, 'send');
      return { sending: this.content(held, correction) };
    });
  }

  /** Asks again about what was answered; the same fields unless others are named. */
  reopen(actor: Actor, target: CorrectionTarget, body: ReopenBody): Promise<CorrectionAnswer> {
    return this.step(actor, target, 'reopen', (held, { fields }) => {
      refuseOver(held, 'reopen');
      return { sending: this.content(held, { ...body, fields: body.fields ?? fields }) };
    });
  }

  /** The broker's answer, field by field. It changes no declaration: a link may name the amendment that does. */
  answer(actor: Actor, target: CorrectionTarget, body: AnswerBody): Promise<CorrectionAnswer> {
    return this.step(actor, target, 'answer', async (_held, correction, tx) => {
      const { fields, comment = null, amendmentNumber = null } = body;
      const findings = againstAnswer(correction.fields, fields);
      if (amendmentNumber !== null && !(await amendmentOf(tx, target.id, amendmentNumber))) {
        const params = { number: String(amendmentNumber) };
        findings.push(violation('correction-amendment-unknown', '/amendmentNumber', params));
      }
      assertNoErrors(findings);
      return { message: { fields: plain(fields), comment, amendmentNumber } };
    });
  }

  /** Closes what was answered to the officer's satisfaction. */
  close(actor: Actor, target: CorrectionTarget, { comment }: RemarkBody): Promise<CorrectionAnswer> {
    return this.step(actor, target, 'close', () => ({ message: { comment: comment ?? null } }));
  }

  /** Takes a request back; a draft disappears for everybody but its office. */
  withdraw(actor: Actor, target: CorrectionTarget, { comment }: RemarkBody): Promise<CorrectionAnswer> {
    return this.step(actor, target, 'withdraw', () => ({ message: { comment: comment ?? null } }));
  }

  /** The state is checked before the version: who answers twice learns that it is done, not that it is stale. */
  private step(
    actor: Actor,
    target: CorrectionTarget,
    name: CorrectionStep,
    effectOf: (held: HeldDeclaration, correction: Correction, tx: Tx) => Effect | Promise<Effect>,
  ): Promise<CorrectionAnswer> {
    return this.database.transaction(actor, async (tx) => {
      const held = await this.versionWriter.hold(tx, target.id);
      const correction = await mustHave(tx, target);
      if (!allows(correction.state, name)) throw inState(correction, name);
      await assertRevision(tx, target.revision, asRevisedCorrection(correction));
      const effect = await effectOf(held, correction, tx);
      return withThread(tx, await this.move(tx, held, correction, { name, ...effect }));
    });
  }

  private async move(
    tx: Tx,
    held: HeldDeclaration,
    from: Correction,
    step: Effect & { name: CorrectionStep },
  ): Promise<Correction> {
    const { to: state, message: kind } = CORRECTION_STEPS[step.name];
    const at = this.now();
    const sending: Sending | null = step.sending ? { ...step.sending, sentAt: at } : null;
    const to = { state, stateSince: at, customsOffice: requestedDeclarationOf(held).customsOffice };
    const moved = await moveCorrection(tx, from, to, sending);
    // What was never sent has no message.
    if (moved.sentAt !== null) await appendMessage(tx, moved, { kind, at, ...(sending ?? step.message) });
    await this.recordAudit(tx, `correction.${kind}`, moved, { state });
    if (kind === 'asked' || kind === 'asked-again') await this.recordSent(tx, moved, kind === 'asked-again');
    await this.nextSteps.refresh(tx, [moved.declarationId]);
    return moved;
  }

  /** What is asked for, with what the declaration says today; refuses (422) everything that is wrong with it at once. */
  private content(
    held: HeldDeclaration,
    body: { fields: readonly { pointer: string; comment: string }[] } & Texts,
  ): Content {
    const { fields, findings } = recorded(held.input, body.fields.map(askedField));
    const today = this.clock.today();
    const dueOn = body.dueOn ?? null;
    const past =
      dueOn !== null && dueOn < today ? [violation('answer-day-past', '/dueOn', { value: dueOn, today })] : [];
    assertNoErrors([...findings, ...past]);
    return { fields, comment: body.comment ?? null, dueOn };
  }

  private recordSent(
    tx: Tx,
    { declarationId: subjectId, number: correction }: Correction,
    again: boolean,
  ): Promise<void> {
    return recordEvents(tx, this.clock, [{ type: 'correction.sent', subjectId, data: { correction, again } }]);
  }

  private now(): string {
    return this.clock.now().toISOString();
  }

  private recordAudit(tx: Tx, action: string, correction: Correction, more: Record<string, unknown>): Promise<void> {
    const { declarationId, number } = correction;
    const change = { resource: resourceOf(correction), from: correction.revision - 1, to: correction.revision };
    const changed = Object.keys(more).map((name) => pointer(name));
    const detail = { correction: number, ...more, change: { ...change, changed } };
    return recordAudit(tx, this.clock, { action, subjectType: 'declaration', subjectId: declarationId, detail });
  }
}

interface Texts {
  readonly comment?: string | null | undefined;
  readonly dueOn?: Day | null | undefined;
}

const askedField = ({ pointer, comment }: { pointer: string; comment: string }): Omit<RecordedField, 'value'> => ({
  pointer,
  comment,
});
const plain = <T>(list: readonly T[]): T[] => JSON.parse(JSON.stringify(list)) as T[];

const requestedDeclarationOf = ({ id, brokerId, market, input }: HeldDeclaration): RequestedDeclaration => ({
  ...{ id, brokerId, market },
  customsOffice: input.customsOffice ?? null,
});

async function mustHave(tx: Tx, { id, number }: CorrectionTarget): Promise<Correction> {
  const correction = await correctionOf(tx, id, number);
  if (!correction) throw refuse('not-found', 'not-found');
  return correction;
}

function refuseOver({ status }: HeldDeclaration, action: string): void {
  if (status === 'cancelled') throw refuse('conflict', 'state-forbids', { status, action });
}

const inState = ({ number, state }: Correction, action: string) =>
  refuse('conflict', 'correction-state', { number: String(number), state, action });

const resourceOf = ({ number }: Pick<Correction, 'number'>): string => `correction ${number}`;

const asRevisedCorrection = (correction: Correction) => ({
  ...{ subjectId: correction.declarationId, resource: resourceOf(correction), revision: correction.revision },
});
