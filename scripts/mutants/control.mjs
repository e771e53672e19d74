import { without } from './without.mjs';

/** What makes customs' orders about containers have effect (docs/decisions/0025 and 0035). */
const EVENTS = { stories: ['test/shipments/shipment-events'] };
const NUMBERED = { stories: ['test/shipments/containers-by-number'] };
const CONTRADICTED = { stories: ['test/open-items/control-contradicted'] };
const STAYS = { stories: ['test/open-items/control-stays'] };
const LATE = { stories: ['test/open-items/reported-late'] };
const BROKERS = { stories: ['test/receipts/broker-receipts'] };

const WHO = [
  without(
    'control: a firm releases its container, by its visit',
    'shipments/visits/visit-events.service.ts',
    "if (tx.actor.role === 'broker') assertNoErrors(eventsOfCustoms(events, shipment), 'forbidden');",
    '',
    EVENTS,
  ),
  without(
    'control: a firm releases its container, among many',
    'shipments/containers/container-events.service.ts',
    "if (tx.actor.role === 'broker') assertNoErrors(notYours(placed), 'forbidden');",
    '',
    NUMBERED,
  ),
  without(
    'control: a firm orders, looks and releases',
    'shipments/domain/event-authority.ts',
    'CUSTOMS.includes(code) ||',
    '',
    EVENTS,
  ),
  without(
    'control: a firm seals what customs inspects',
    'shipments/domain/event-authority.ts',
    '|| (isInspected(visit) && CUSTOMS_WHILE_INSPECTING.includes(code))',
    '',
    EVENTS,
  ),
  without(
    'control: a container under inspection gets another number',
    'shipments/shipments.service.ts',
    "if (isInspected(locked)) throw refuseAt(place, 'conflict', 'state-forbids', { status });",
    '',
    NUMBERED,
  ),
  without(
    "control: a firm decides in an officer's words",
    'declarations/domain/receipt-authority.ts',
    "channel === 'single-window'",
    "channel !== ''",
    BROKERS,
  ),
  without(
    "control: a firm reports of another's declaration",
    'declarations/receipts/receipts.service.ts',
    'receipts.map((each) => ({ ...each, broker: firm }))',
    '[...receipts]',
    BROKERS,
  ),
  without(
    'control: firms report where the market takes nothing from them',
    'declarations/receipts/receipts.service.ts',
    "assertNoErrors(await receiptsOfClosedMarkets(tx, own.map(namedOf)), 'forbidden');",
    '',
    BROKERS,
  ),
];

const HOLDS = [
  without(
    'control: a hold placed twice is two',
    'shipments/controls/holds.service.ts',
    'if (known) return this.answer(tx, visit, known);',
    '',
    CONTRADICTED,
  ),
  without(
    'control: an inspection ordered twice is two',
    'shipments/controls/inspections.service.ts',
    'if (same) return this.answer(tx, visit, same.id);',
    '',
    CONTRADICTED,
  ),
  without(
    'control: a hold is released by two officers',
    'shipments/controls/holds.service.ts',
    'if (hold.release) throw refuse(',
    'if (hold.release === undefined) throw refuse(',
    { stories: ['test/shipments/containers'] },
  ),
  without(
    'control: an officer explains what is not open',
    'shipments/controls/explanations.service.ts',
    'if (!(await isOpenOf(tx, visit.id, kind))) {',
    'if (visit.id === kind) {',
    CONTRADICTED,
  ),
  without(
    'control: a note about a seal explains that it left',
    'shipments/domain/course.ts',
    "if (kind !== 'left-while-held') continue;",
    '',
    CONTRADICTED,
  ),
];

const LEAVING = [
  without(
    'control: a held container leaves in silence',
    'shipments/domain/course-effects.ts',
    'if (course.leftAt === null) noteLeaving(course);',
    '',
    CONTRADICTED,
  ),
  without(
    'control: a held container is loaded in silence',
    'shipments/domain/course-effects.ts',
    'if (!isGone(course)) noteLeaving(course);',
    '',
    STAYS,
  ),
  without(
    'control: a held container departs in silence',
    'shipments/domain/course-effects.ts',
    'if (!hasLeft(course)) noteLeaving(course);',
    '',
    STAYS,
  ),
  without(
    'control: leaves with its inspection ordered, in silence',
    'shipments/domain/course-effects.ts',
    'course.holds > 0 || isToBeInspected(course)',
    'course.holds > 0',
    CONTRADICTED,
  ),
  without(
    'control: leaves open for its inspection, in silence',
    'shipments/domain/course-effects.ts',
    'course.leftOpened ||= isOpenForInspection(course);',
    '',
    STAYS,
  ),
  without(
    'control: a gate reported late, under an earlier time, meets no hold',
    'shipments/domain/course.ts',
    'if (course.goneAt === leftAt) noteLeaving(course);',
    '',
    LATE,
  ),
  without(
    'control: what customs reports late of a gate meets later orders',
    'shipments/visits/visit-facts.repository.ts',
    "CASE WHEN told_by = 'broker' THEN received_at END",
    'received_at',
    LATE,
  ),
  without(
    'control: an event of a wrong year is taken',
    'shipments/visits/visit-events.service.ts',
    'await refuseTooEarly(tx, received);',
    '',
    STAYS,
  ),
  without(
    'control: a hold ends with the visit',
    'shipments/visits/carried-controls.ts',
    '...(await carryHolds(tx, past, visit, at)),',
    '',
    STAYS,
  ),
  without(
    'control: an inspection ends with the visit',
    'shipments/visits/carried-controls.ts',
    ', ...(await carryInspections(tx, past, visit, at))',
    '',
    STAYS,
  ),
  without(
    'control: goods that are not released stay with the visit before',
    'shipments/containers/declarations-in-containers.query.ts',
    'AND (past.departed_at IS NOT NULL OR',
    'AND (past.joined_until IS NOT NULL OR',
    STAYS,
  ),
  without(
    'left-unreleased: is never open',
    'declarations/status/left-unreleased.query.ts',
    "o.code IN ('LOAD', 'DEPA') OR o.code = 'GTOT'",
    "o.code = 'GTIN'",
    STAYS,
  ),
  without(
    'left-unreleased: an empty container leaves its depot with the goods',
    'declarations/status/left-unreleased.query.ts',
    "o.code IN ('LOAD', 'DEPA') OR",
    "o.code IN ('LOAD', 'DEPA', 'GTOT') OR",
    STAYS,
  ),
  without(
    'left-unreleased: goes on after the container is back',
    'declarations/status/left-unreleased.query.ts',
    "b.code = 'GTIN'",
    "b.code = 'ARRI'",
    STAYS,
  ),
  without(
    'left-unreleased: goes on after the release',
    'declarations/status/left-unreleased.query.ts',
    'least(d.released_at, d.closed_at, d.cancelled_at) AS ended_at',
    'd.cancelled_at AS ended_at',
    STAYS,
  ),
];

export const CONTROL = [...WHO, ...HOLDS, ...LEAVING];
