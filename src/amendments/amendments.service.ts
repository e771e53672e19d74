import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { DeclarationsReader } from '../declarations/reading/declarations.query.js';
import { NextSteps } from '../declarations/status/next-steps.service.js';
import { type HeldDeclaration, VersionWriter } from '../declarations/recording/version-writer.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf, type PageQuery } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import type { Language } from '../vocabulary/language.js';
import { assertNoErrors, refuse, refuseAt } from '../messages/refusals/refusal.js';
import { asRevised } from '../declarations/store/declarations.repository.js';
import { assertRevision } from '../audit/assert-revision.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';
import type { AmendmentBody, DecisionBody } from './amendments.dto.js';
import {
  type Amendment,
  amendmentOf,
  amendmentsOf,
  decideAmendment,
  insertAmendment,
  pendingNumber,
} from './amendments.repository.js';
import type { FieldChange } from './domain/difference.js';
import type { AmendmentOrigin } from './domain/kinds.js';
import { AmendmentPlans, type Plan, type Request, requestOf } from './plans.service.js';
import { type AmendmentAnswer, toAmendmentResponse } from './amendment-response.js';

/** A declaration with the revision that a change builds on; null: as it is now. */
interface Target {
  readonly id: string;
  readonly revision: ExpectedRevisions;
}

interface Acceptance {
  readonly amendment: Amendment;
  readonly plan: Plan;
  readonly note: string | null;
}

/** Amending and cancelling what was submitted: a broker asks and an officer of the office decides, or customs acts itself. */
@Injectable()
export class Amendments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly plans: AmendmentPlans,
    private readonly versionWriter: VersionWriter,
    private readonly reader: DeclarationsReader,
    private readonly nextSteps: NextSteps,
  ) {}

  /**
   * Asks for an amendment or a cancellation of the declaration as it is at `revision`. Refused with everything against it
   * (422), while another one is pending, or in a state without amendments (409). An officer's own holds at once: customs
   * amends by its own authority, and the audit trail says who.
   */
  ask(actor: Actor, { id, revision }: Target, body: AmendmentBody, language: Language) {
    const request = requestOf({ ...body, origin: originOf(actor) });
    return this.database.transaction(actor, async (tx) => {
      const held = await this.versionWriter.hold(tx, id);
      await refusePending(tx, id);
      await assertRevision(tx, revision, asRevised(held));
      const plan = await this.plans.plan(tx, held, request);
      assertNoErrors(plan.findings);
      const asked = await this.write(tx, held, request, body.reason);
      const done =
        request.origin === 'customs' ? await this.accept(tx, held, { amendment: asked, plan, note: null }) : asked;
      await this.nextSteps.refresh(tx, [id]);
      return toAmendmentResponse(done, actor, language);
    });
  }

  /**
   * Decides a pending request. The rules are asked again, in the state the declaration is in by now. The same decision
   * again answers the first one and changes nothing; another one is a conflict (409).
   */
  decide(actor: Actor, { id, number, revision }: Target & { number: number }, body: DecisionBody, language: Language) {
    const { accept, note = null } = body;
    if (!accept && note === null) {
      throw refuseAt('/note', 'malformed', 'required-missing', { field: 'note' });
    }
    return this.database.transaction(actor, async (tx) => {
      const held = await this.versionWriter.hold(tx, id);
      const amendment = await mustHave(tx, id, number);
      const wanted = accept ? 'accepted' : 'rejected';
      if (amendment.state === wanted) return toAmendmentResponse(amendment, actor, language);
      if (amendment.state !== 'pending') {
        throw refuse('conflict', 'amendment-decided', { number: String(number), state: amendment.state });
      }
      await assertRevision(tx, revision, {
        ...{ subjectId: id, resource: `amendment ${number}`, revision: amendment.revision },
      });
      const decided = accept
        ? await this.accept(tx, held, { amendment, plan: await this.planAgain(tx, held, amendment), note })
        : await this.reject(tx, amendment, note);
      await this.nextSteps.refresh(tx, [id]);
      return toAmendmentResponse(decided, actor, language);
    });
  }

  one(actor: Actor, id: string, number: number, language: Language): Promise<AmendmentAnswer> {
    return this.database.transaction(actor, async (tx) => {
      await this.reader.mustSee(tx, id);
      return toAmendmentResponse(await mustHave(tx, id, number), actor, language);
    });
  }

  /** The amendments of a declaration, in the order they were asked for. */
  list(actor: Actor, id: string, query: PageQuery, language: Language): Promise<Page<AmendmentAnswer>> {
    const [after = '0'] = cursorOf(query, [(key) => /^\d{1,9}$/.test(key)]) ?? [];
    const limit = limitOf(query);
    return this.database.transaction(actor, async (tx) => {
      await this.reader.mustSee(tx, id);
      const rows = await amendmentsOf(tx, id, Number(after), limit + 1);
      const answers = rows.map((row) => toAmendmentResponse(row, actor, language));
      return pageOf(answers, limit, (answer) => [String(answer.number)]);
    });
  }

  private async write(tx: Tx, held: HeldDeclaration, request: Request, reason: string): Promise<Amendment> {
    const { kind, origin, reasonCode, changes } = request;
    const { id: declarationId, brokerId, version: versionBefore, contentSha256: baseSha256 } = held;
    const asking = {
      ...{ declarationId, brokerId, origin, kind, reasonCode, reason, changes, versionBefore, baseSha256 },
      askedAt: this.clock.now().toISOString(),
      askedBy: tx.actor.name,
    };
    const amendment = await insertAmendment(tx, asking);
    await this.recordAudit(tx, 'amendment.asked', amendment);
    return amendment;
  }

  /** The plan of a pending request; refuses what can no longer be accepted. */
  private async planAgain(tx: Tx, held: HeldDeclaration, amendment: Amendment): Promise<Plan> {
    const plan = await this.plans.plan(tx, held, amendment);
    // A returned declaration that was replaced meanwhile says something nobody has asked to amend.
    if (amendment.baseSha256 !== held.contentSha256) {
      throw refuse('conflict', 'amendment-outdated', { number: String(amendment.number) });
    }
    assertNoErrors(plan.findings);
    return plan;
  }

  private async accept(tx: Tx, held: HeldDeclaration, { amendment, plan, note }: Acceptance) {
    const versionAfter = await this.plans.carryOut(tx, held, plan);
    const decidedAt = this.clock.now().toISOString();
    const decided = await decideAmendment(tx, amendment, { state: 'accepted', decidedAt, versionAfter, note });
    const change = { resource: 'declaration', from: held.revision, to: held.revision + 1 };
    const changed = plan.changes.map(({ pointer: place }) => place);
    await this.recordAudit(tx, 'amendment.accepted', decided, {
      ...{ versionAfter, before: sideOf(plan.changes, 'before'), after: sideOf(plan.changes, 'after') },
      ...(plan.next ? { change: { ...change, changed } } : {}),
    });
    return decided;
  }

  private async reject(tx: Tx, amendment: Amendment, note: string | null): Promise<Amendment> {
    const decidedAt = this.clock.now().toISOString();
    const decided = await decideAmendment(tx, amendment, { state: 'rejected', decidedAt, versionAfter: null, note });
    await this.recordAudit(tx, 'amendment.rejected', decided, { note });
    return decided;
  }

  private recordAudit(
    tx: Tx,
    action: string,
    amendment: Amendment,
    { before, after, ...more }: Record<string, unknown> = {},
  ): Promise<void> {
    const { declarationId: subjectId, number, origin, kind, reasonCode } = amendment;
    const detail = { amendment: number, origin, kind, reasonCode, ...more };
    return recordAudit(tx, this.clock, { action, subjectType: 'declaration', subjectId, before, after, detail });
  }
}

/** What the fields said before, or say after; those of goods and containers are named as the amendment names them. */
const sideOf = (changes: readonly FieldChange[], side: 'before' | 'after'): Record<string, unknown> | null =>
  changes.length === 0 ? null : Object.fromEntries(changes.map((change) => [change.pointer, change[side]]));

export const originOf = (actor: Actor): AmendmentOrigin => (actor.role === 'broker' ? 'broker' : 'customs');

export async function mustHave(tx: Tx, id: string, number: number): Promise<Amendment> {
  const amendment = await amendmentOf(tx, id, number);
  if (!amendment) throw refuse('not-found', 'not-found');
  return amendment;
}

async function refusePending(tx: Tx, id: string): Promise<void> {
  const number = await pendingNumber(tx, id);
  if (number !== null) throw refuse('conflict', 'amendment-pending', { number: String(number) });
}
