import type { Instant } from '../../vocabulary/period.js';
import type { Language } from '../../vocabulary/language.js';
import { renderViolation, type RenderedViolation, type Violation } from '../../messages/refusals/violation.js';
import type { DeclarationEntity } from '../store/declaration.entity.js';
import { type FindingAcknowledgement, answerTo } from '../domain/acknowledgement.js';
import type { Item } from '../domain/declaration.js';
import type { ListedLane } from '../../lanes/lane.query.js';
import { type DueStep, NEXT_STEPS, stepTextOf } from '../domain/status/next-step.js';
import type { DeclarationStatus } from '../domain/status/project-status.js';
import { completeValuation } from '../domain/valuation/valuation.js';
import type { StoredParts } from '../store/stored-inputs.js';

/** A declaration's own row, as it is read. */
export type DeclarationRow = Pick<
  DeclarationEntity,
  | 'id'
  | 'brokerId'
  | 'market'
  | 'reference'
  | 'status'
  | 'version'
  | 'revision'
  | 'declaredOn'
  | 'header'
  | 'entryId'
  | 'splitGroup'
  | 'findings'
  | 'valuation'
  | 'totalDeclared'
  | 'totalUsd'
  | 'totalCny'
  | 'fobUsd'
  | 'fobCny'
  | 'filedAt'
  | 'submittedAt'
  | 'acceptedAt'
  | 'inspectingAt'
  | 'releasedAt'
  | 'returnedAt'
  | 'cancelledAt'
  | 'closedAt'
  | 'nextDueAt'
  | 'nextCalendarPublished'
  | 'nextSteps'
  | 'createdAt'
  | 'updatedAt'
>;

export const ROW = `
  d.id, d.broker_id AS "brokerId", d.market, d.reference, d.status, d.version, d.revision,
  d.declared_on AS "declaredOn", d.header, d.entry_id AS "entryId", d.split_group AS "splitGroup", d.findings, d.valuation,
  d.total_declared AS "totalDeclared", d.total_usd AS "totalUsd", d.total_cny AS "totalCny",
  d.fob_usd AS "fobUsd", d.fob_cny AS "fobCny", d.filed_at AS "filedAt", d.submitted_at AS "submittedAt",
  d.accepted_at AS "acceptedAt", d.inspecting_at AS "inspectingAt", d.released_at AS "releasedAt",
  d.returned_at AS "returnedAt", d.cancelled_at AS "cancelledAt", d.closed_at AS "closedAt",
  d.next_due_at AS "nextDueAt", d.next_calendar_published AS "nextCalendarPublished",
  d.next_steps AS "nextSteps",
  d.created_at AS "createdAt", d.updated_at AS "updatedAt"`;

/** How much of everything a declaration of a list has. */
export interface Counts {
  readonly goodsLines: number;
  readonly items: number;
  readonly containers: number;
  /** Warnings nobody has acknowledged. */
  readonly unacknowledged: number;
}

const totalsOf = (row: DeclarationRow) =>
  row.totalDeclared === null
    ? null
    : {
        declared: row.totalDeclared,
        usd: row.totalUsd,
        cny: row.totalCny,
        fobUsd: row.fobUsd,
        fobCny: row.fobCny,
      };

const timesOf = (row: DeclarationRow) => ({
  filedAt: row.filedAt,
  submittedAt: row.submittedAt,
  acceptedAt: row.acceptedAt,
  inspectingAt: row.inspectingAt,
  releasedAt: row.releasedAt,
  returnedAt: row.returnedAt,
  cancelledAt: row.cancelledAt,
  closedAt: row.closedAt,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

/** The reader's language, and the instant of the answer. */
export interface Reading {
  readonly language: Language;
  readonly now: Instant;
  /** What is to be done beside the procedure, by the id of the declaration. */
  readonly beside: ReadonlyMap<string, readonly DueStep[]>;
}

/** `calendarPublished` is false when the holidays of the year it is due in are not known yet. */
const toStepResponse = (status: DeclarationStatus, step: DueStep, { language, now }: Reading) => {
  const { actor, step: name, params, dueAt, calendarPublished } = step;
  return {
    ...{ actor, step: name, text: stepTextOf(status, name, params)[language], dueAt },
    overdue: dueAt !== null && dueAt <= now,
    calendarPublished,
  };
};

/** What happens next, and what waits behind it. */
function toNextResponse({ id, status, nextDueAt, nextCalendarPublished, nextSteps }: DeclarationRow, reading: Reading) {
  const { actor, step } = NEXT_STEPS[status];
  const alone = { actor, step, params: {}, dueAt: nextDueAt, calendarPublished: nextCalendarPublished };
  const [first = alone, ...waiting] = nextSteps ?? [];
  const also = [...waiting, ...(reading.beside.get(id) ?? [])];
  return { ...toStepResponse(status, first, reading), also: also.map((each) => toStepResponse(status, each, reading)) };
}

/** The input as it was given and its status, in the order in which the form is read. */
function headOf(row: DeclarationRow) {
  const { header, id, status, version, revision, entryId, splitGroup, brokerId, declaredOn } = row;
  const { reference, market, declaredOn: _given, ...rest } = header;
  return {
    ...{ id, reference, market, ...(declaredOn === null ? {} : { declaredOn }) },
    ...rest,
    ...{ status, version, revision, entryId, splitGroup, brokerId },
  };
}

/** A finding in the reader's language; a warning with who has acknowledged it, and the reason. */
export interface FindingResponse extends RenderedViolation {
  readonly acknowledged?: Pick<FindingAcknowledgement, 'reason' | 'by' | 'at'> | null;
}

function toFindingResponse(
  finding: Violation,
  said: readonly FindingAcknowledgement[],
  language: Language,
): FindingResponse {
  const response = renderViolation(finding, language);
  if (finding.severity !== 'warning') return response;
  const answer = answerTo(finding, said);
  return { ...response, acknowledged: answer && { reason: answer.reason, by: answer.by, at: answer.at } };
}

/** The parts of a declaration that are in other tables than its own row. */
export interface Parts extends StoredParts {
  readonly items: Item[];
  readonly acknowledgements: readonly FindingAcknowledgement[];
}

/** A declaration as the API answers it, its findings in the reader's language. */
export function toResponse(row: DeclarationRow, parts: Parts, reading: Reading) {
  return {
    ...headOf(row),
    containers: parts.containers,
    goods: parts.goods,
    items: parts.items,
    totals: totalsOf(row),
    valuation: row.valuation && completeValuation(row.valuation),
    findings: row.findings.map((finding) => toFindingResponse(finding, parts.acknowledgements, reading.language)),
    next: toNextResponse(row, reading),
    ...timesOf(row),
  };
}

/** A declaration in a list: without lines and items, with how many there are. */
export function toSummary(row: DeclarationRow & Counts, reading: Reading) {
  const { goodsLines, items, containers, unacknowledged, findings } = row;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    ...headOf(row),
    totals: totalsOf(row),
    counts: { goodsLines, items, containers, errors, warnings: findings.length - errors, unacknowledged },
    next: toNextResponse(row, reading),
    ...timesOf(row),
  };
}

export type DeclarationResponse = ReturnType<typeof toResponse>;
export type DeclarationSummary = ReturnType<typeof toSummary>;

/** With its firm, and with its lane for those who may see lanes. */
export type ListedDeclaration = DeclarationSummary & {
  readonly brokerName: string | null;
  readonly lane?: ListedLane | null;
};
