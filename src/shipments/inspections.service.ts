import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { isId, newId } from '../vocabulary/id.js';
import { type Instant, instantText } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { violation } from '../messages/violation.js';
import { situationOf } from './container-page.query.js';
import { inspectionFactsOf, insertInspection, insertInspectionFact } from './controls.repository.js';
import { CLOCKS_DIFFER_MINUTES } from './domain/event-time.js';
import {
  checkStepTime,
  EVENT_OF_STEP,
  type Inspection,
  type InspectionFact,
  type InspectionStep,
} from './domain/inspections.js';
import type { Shipment } from './domain/shipment.js';
import type { Blocker } from './domain/waiting.js';
import { lockedBox, refuseEnded } from './holds.service.js';
import { Passages } from './passages.service.js';

/** What an officer tells of a step; `at` is now when it is left out. */
export type StepTold = Partial<Pick<InspectionFact, 'note' | 'result' | 'findings' | 'photoNames' | 'seal'>> & {
  readonly at?: Instant | undefined;
  /** The seal that was cut: belongs to the event, not to the record of an opening. */
  readonly cutSeal?: string | undefined;
};

/** An inspection as it stands now, and what keeps its container. */
export interface InspectionAnswer extends Inspection {
  readonly shipmentId: string;
  readonly status: string;
  readonly blockedBy: Blocker[];
}

/** The record of inspections: each step a fact, and the container event that goes with it in the same commit. */
@Injectable()
export class Inspections {
  constructor(
    private readonly clock: Clock,
    private readonly passages: Passages,
  ) {}

  /** Orders an inspection. Refuses a container that is not there (not-found) or has departed (conflict). */
  async order(tx: Tx, shipmentId: string, told: StepTold): Promise<InspectionAnswer> {
    const box = await lockedBox(tx, shipmentId);
    refuseEnded(box);
    const id = newId();
    await insertInspection(tx, box, id);
    return this.append(tx, box, this.factOf(tx, id, 'ordered', told), told.cutSeal);
  }

  /**
   * Records a further step, in any order of arrival. Refuses a step that is on record already (conflict), a time in the
   * future and times that contradict the steps known (rule-broken).
   */
  async record(
    tx: Tx,
    at: { readonly shipmentId: string; readonly inspectionId: string },
    step: InspectionStep,
    told: StepTold,
  ): Promise<InspectionAnswer> {
    const box = await lockedBox(tx, at.shipmentId);
    const facts = isId(at.inspectionId) ? await inspectionFactsOf(tx, box.id) : [];
    const known = facts.filter(({ inspectionId }) => inspectionId === at.inspectionId);
    if (known.length === 0) throw refuse('not-found', 'not-found');
    const before = known.find((fact) => fact.step === step);
    if (before) throw refuse('conflict', 'inspection-step-known', { step, at: before.at, by: before.officer });
    const fact = this.factOf(tx, at.inspectionId, step, told);
    const [reversed, ...more] = checkStepTime(step, fact.at, known);
    if (reversed) throw refuse('rule-broken', reversed.code, reversed.params, [reversed, ...more]);
    return this.append(tx, box, fact, told.cutSeal);
  }

  private async append(tx: Tx, box: Shipment, fact: InspectionFact, cutSeal?: string): Promise<InspectionAnswer> {
    this.refuseFuture(fact.at);
    await insertInspectionFact(tx, box, fact);
    const seal = fact.seal ?? cutSeal;
    const { shipment } = await this.passages.record(tx, box.id, [
      {
        code: EVENT_OF_STEP[fact.step],
        eventTime: fact.at,
        note: fact.note ?? fact.findings?.slice(0, EVENT_NOTE_MAX) ?? `inspection ${fact.inspectionId}`,
        ...(seal === undefined ? {} : { seal }),
      },
    ]);
    await recordAudit(tx, this.clock, {
      action: `shipment.inspection-${fact.step}`,
      subjectType: 'shipment',
      subjectId: box.id,
      detail: { ...fact },
    });
    const { inspections, blockedBy } = await situationOf(tx, shipment);
    const inspection = inspections.find(({ id }) => id === fact.inspectionId);
    if (!inspection) throw new Error(`inspection ${fact.inspectionId} vanished under its lock`);
    return { ...inspection, shipmentId: box.id, status: shipment.status, blockedBy };
  }

  private factOf(tx: Tx, inspectionId: string, step: InspectionStep, told: StepTold): InspectionFact {
    const now = this.clock.now().toISOString();
    return {
      inspectionId,
      step,
      at: told.at === undefined ? now : instantText(told.at),
      recordedAt: now,
      officer: tx.actor.name,
      note: told.note ?? null,
      result: told.result ?? null,
      findings: told.findings ?? null,
      photoNames: told.photoNames ?? [],
      seal: told.seal ?? null,
    };
  }

  private refuseFuture(at: Instant): void {
    const now = this.clock.now();
    if (at <= new Date(now.getTime() + CLOCKS_DIFFER_MINUTES * 60_000).toISOString()) return;
    throw refuse('rule-broken', 'event-time-in-future', { now: now.toISOString() }, [
      violation('event-time-in-future', '/at', { value: at }),
    ]);
  }
}

/** As long as the note of any event may be. */
const EVENT_NOTE_MAX = 500;
