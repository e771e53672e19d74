import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { refuse } from '../../messages/refusals/refusal.js';
import type { ExplanationBody } from './controls.dto.js';
import { explanationsOf, insertExplanation, isOpenOf } from './controls.repository.js';
import { lockedVisit } from './holds.service.js';
import type { VisitExplanationEntity } from '../visits/visit-explanation.entity.js';
import { VisitEventsService } from '../visits/visit-events.service.js';

export interface ExplanationAnswer extends Pick<VisitExplanationEntity, 'id' | 'kind' | 'note' | 'explainedAt'> {
  readonly shipmentId: string;
  readonly explainedBy: string;
}

/** Officers' notes about what contradicts control of a container: each is a fact, and what it is about is settled by it. */
@Injectable()
export class ExplanationsService {
  constructor(
    private readonly clock: Clock,
    private readonly visitEvents: VisitEventsService,
  ) {}

  /** Explains what of a kind is open; also after the departure. The same note again changes nothing; where nothing is open it is refused (conflict). */
  async explain(tx: Tx, id: string, { kind, note }: ExplanationBody): Promise<ExplanationAnswer> {
    const visit = await lockedVisit(tx, id);
    if (!(await isOpenOf(tx, visit.id, kind))) {
      const last = (await explanationsOf(tx, visit.id, kind)).at(-1);
      if (last?.note === note) return toAnswer(last);
      throw refuse('conflict', 'nothing-to-explain', { kind });
    }
    const [explainedAt, actorName] = [this.clock.now().toISOString(), tx.actor.name];
    const explanation = {
      id: newId(),
      shipmentId: visit.id,
      brokerId: visit.broker,
      kind,
      note,
      explainedAt,
      actorName,
    };
    await insertExplanation(tx, explanation);
    await this.visitEvents.project(tx, visit);
    const detail = { kind, note };
    await recordAudit(tx, this.clock, {
      action: 'shipment.explained',
      subjectType: 'shipment',
      subjectId: visit.id,
      detail,
    });
    return toAnswer(explanation);
  }
}

const toAnswer = ({
  id,
  shipmentId,
  kind,
  note,
  explainedAt,
  actorName,
}: VisitExplanationEntity): ExplanationAnswer => {
  return { id, shipmentId, kind, note, explainedAt, explainedBy: actorName };
};
