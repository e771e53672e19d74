import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import { publish } from '../../platform/outbox/outbox.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId, newId } from '../../vocabulary/id.js';
import { type Instant, instantText } from '../../vocabulary/period.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { violation } from '../../messages/refusals/violation.js';
import { situationOf } from '../containers/container-page.query.js';
import { inspectionFactsOf, insertInspection, insertInspectionFact } from './controls.repository.js';
import { CLOCKS_DIFFER_MINUTES } from '../domain/event-time.js';
import {
  checkStepTime,
  EVENT_OF_STEP,
  foldInspections,
  type Inspection,
  type InspectionFact,
  type InspectionStep,
} from '../domain/inspections.js';
import type { Shipment } from '../domain/shipment.js';
import type { ReleaseBlocker } from '../domain/release-blockers.js';
import { inspectionDiffers } from './inspection-differs.jobs.js';
import { lockedVisit, refuseEnded } from './holds.service.js';
import { VisitEventsService } from '../visits/visit-events.service.js';

/** What an officer reports of a step; `at` is now when it is left out. */
export type StepReport = Partial<Pick<InspectionFact, 'note' | 'result' | 'findings' | 'photoNames' | 'seal'>> & {
  readonly at?: Instant | undefined;
  /** The seal that was cut: belongs to the event, not to the record of an opening. */
  readonly cutSeal?: string | undefined;
};

/** An inspection as it is now, with the release blockers of its container. */
export interface InspectionAnswer extends Inspection {
  readonly shipmentId: string;
  readonly status: string;
  readonly blockedBy: ReleaseBlocker[];
}

/** The record of inspections: each step a fact, and the container event that goes with it in the same commit. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly clock: Clock,
    private readonly visitEvents: VisitEventsService,
  ) {}

  /**
   * Orders an inspection. The same order again, while nothing has come of it, is the one that is there. Refuses a container that is not there (not-found)
   * or has departed (conflict).
   */
  async order(tx: Tx, shipmentId: string, report: StepReport): Promise<InspectionAnswer> {
    const visit = await lockedVisit(tx, shipmentId);
    refuseEnded(visit);
    const same = foldInspections(await inspectionFactsOf(tx, visit.id)).find((each) => isSameOrder(each, report));
    if (same) return this.answer(tx, visit, same.id);
    const id = newId();
    await insertInspection(tx, visit, id);
    return this.append(tx, visit, this.factOf(tx, id, 'ordered', report), report.cutSeal);
  }

  /**
   * Records a further step, in any order of arrival. Refuses a step that is on record already (conflict), a time in the
   * future and times that contradict the steps known (rule-broken).
   */
  async record(
    tx: Tx,
    at: { readonly shipmentId: string; readonly inspectionId: string },
    step: InspectionStep,
    report: StepReport,
  ): Promise<InspectionAnswer> {
    const visit = await lockedVisit(tx, at.shipmentId);
    const facts = isId(at.inspectionId) ? await inspectionFactsOf(tx, visit.id) : [];
    const known = facts.filter(({ inspectionId }) => inspectionId === at.inspectionId);
    if (known.length === 0) throw refuse('not-found', 'not-found');
    const before = known.find((fact) => fact.step === step);
    if (before) throw refuse('conflict', 'inspection-step-known', { step, at: before.at, by: before.officer });
    const fact = this.factOf(tx, at.inspectionId, step, report);
    const [reversed, ...more] = checkStepTime(step, fact.at, known);
    if (reversed) throw refuse('rule-broken', reversed.code, reversed.params, [reversed, ...more]);
    return this.append(tx, visit, fact, report.cutSeal);
  }

  private async append(tx: Tx, visit: Shipment, fact: InspectionFact, cutSeal?: string): Promise<InspectionAnswer> {
    this.refuseFuture(fact.at);
    await insertInspectionFact(tx, visit, fact);
    if (fact.result === 'differs') await publish(tx, inspectionDiffers, { inspection: fact.inspectionId });
    const seal = fact.seal ?? cutSeal;
    const { shipment } = await this.visitEvents.record(tx, visit.id, [
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
      subjectId: visit.id,
      detail: { ...fact },
    });
    return this.answer(tx, shipment, fact.inspectionId);
  }

  private async answer(tx: Tx, shipment: Shipment, inspectionId: string): Promise<InspectionAnswer> {
    const { inspections, blockedBy } = await situationOf(tx, shipment);
    const inspection = inspections.find(({ id }) => id === inspectionId);
    if (!inspection) throw new Error(`inspection ${inspectionId} vanished under its lock`);
    return { ...inspection, shipmentId: shipment.id, status: shipment.status, blockedBy };
  }

  private factOf(tx: Tx, inspectionId: string, step: InspectionStep, report: StepReport): InspectionFact {
    const now = this.clock.now().toISOString();
    return {
      inspectionId,
      step,
      at: report.at === undefined ? now : instantText(report.at),
      recordedAt: now,
      officer: tx.actor.name,
      note: report.note ?? null,
      result: report.result ?? null,
      findings: report.findings ?? null,
      photoNames: report.photoNames ?? [],
      seal: report.seal ?? null,
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

const isSameOrder = ({ state, ordered }: Inspection, { note = null, at }: StepReport): boolean =>
  state === 'ordered' && ordered?.note === note && (at === undefined || instantText(at) === ordered.at);

/** As long as the note of any event may be. */
const EVENT_NOTE_MAX = 500;
