import type { Instant } from '../../vocabulary/period.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import type { EventCode } from './event-codes.js';

/** In the order in which the work is done; a record may arrive in any other. */
export const INSPECTION_STEPS = ['ordered', 'opened', 'result', 'resealed'] as const;
export type InspectionStep = (typeof INSPECTION_STEPS)[number];

export const INSPECTION_RESULTS = ['conforms', 'differs'] as const;
export type InspectionResult = (typeof INSPECTION_RESULTS)[number];

/** The container event each step appends, so that the visit's state and seals follow from the record. */
export const EVENT_OF_STEP: Readonly<Record<InspectionStep, EventCode>> = {
  ordered: 'CUSI',
  opened: 'STRP',
  result: 'INSP',
  resealed: 'RSEA',
};

/** One step as an officer recorded it. */
export interface InspectionFact {
  readonly inspectionId: string;
  readonly step: InspectionStep;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly officer: string;
  readonly note: string | null;
  readonly result: InspectionResult | null;
  readonly findings: string | null;
  readonly photoNames: readonly string[];
  readonly seal: string | null;
}

type Done = Pick<InspectionFact, 'at' | 'recordedAt' | 'officer' | 'note'>;

/** An inspection as its facts add up. */
export interface Inspection {
  readonly id: string;
  /** `resealed` closes it only together with a result; see `finished`. */
  readonly state: 'ordered' | 'opened' | 'inspected' | 'resealed' | 'finished';
  /** Opened, or looked into, and not closed again: somebody must put a seal on. */
  readonly openedNotResealed: boolean;
  readonly finished: boolean;
  readonly ordered: Done | null;
  readonly opened: Done | null;
  readonly result:
    (Done & Pick<InspectionFact, 'findings' | 'photoNames'> & { readonly result: InspectionResult | null }) | null;
  readonly resealed: (Done & { readonly seal: string | null }) | null;
}

/** The inspections of a container from the set of their facts, oldest first (ids rise with time). */
export function foldInspections(facts: readonly InspectionFact[]): Inspection[] {
  const byId = new Map<string, InspectionFact[]>();
  for (const fact of facts) byId.set(fact.inspectionId, [...(byId.get(fact.inspectionId) ?? []), fact]);
  const sorted = [...byId].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([id, own]) => foldInspection(id, own));
}

function foldInspection(id: string, facts: readonly InspectionFact[]): Inspection {
  const of = (step: InspectionStep) => facts.find((fact) => fact.step === step) ?? null;
  const [ordered, opened, result, resealed] = [of('ordered'), of('opened'), of('result'), of('resealed')];
  const finished = result !== null && resealed !== null;
  return {
    id,
    state: finished ? 'finished' : resealed ? 'resealed' : result ? 'inspected' : opened ? 'opened' : 'ordered',
    openedNotResealed: (opened !== null || result !== null) && resealed === null,
    finished,
    ordered: ordered && done(ordered),
    opened: opened && done(opened),
    result: result && {
      ...done(result),
      result: result.result,
      findings: result.findings,
      photoNames: result.photoNames,
    },
    resealed: resealed && { ...done(resealed), seal: resealed.seal },
  };
}

const done = ({ at, recordedAt, officer, note }: InspectionFact): Done => ({ at, recordedAt, officer, note });

/** Steps may be recorded late, but they happened in this order: a result after the reseal would mean an open container. */
export function checkStepTime(
  step: InspectionStep,
  at: Instant,
  known: readonly Pick<InspectionFact, 'step' | 'at'>[],
): Violation[] {
  const place = INSPECTION_STEPS.indexOf(step);
  const wrong = known.find((other) => {
    const otherPlace = INSPECTION_STEPS.indexOf(other.step);
    return otherPlace < place ? at < other.at : at > other.at;
  });
  return wrong ? [violation('inspection-times-reversed', '/at', { step, other: wrong.step, at: wrong.at })] : [];
}
