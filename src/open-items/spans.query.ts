import { EPISODE_EXEMPTION_FILED_ON, EPISODE_PAID_UP_ON } from '../declarations/status/obligations.repository.js';
import { leftUnreleased } from '../declarations/status/left-unreleased.query.js';
import { releasedWhileHeld } from '../declarations/status/released-while-held.query.js';
import { LANE_SPAN_KINDS, type LaneSpanKind } from '../lanes/domain/lane-control.js';
import { SPAN_KINDS, type SpanKind } from '../shipments/domain/course.js';
import type { OpenItemKind } from '../vocabulary/open-item-kinds.js';

/**
 * SQL of the spans [opened_at, closed_at) in which something is open, derived from facts by their event times. One query
 * for all subjects of all markets asked for; never one a row. Parameters: $2 and $3 are the instants since and until which
 * a span must touch, $4 the market codes.
 *
 * A span is empty where the closing fact is not later than the opening one: facts arrive late and are recorded afterwards.
 */

const SPAN_COLUMNS = 'market, kind, subject_type, subject_id, subject, broker_id, opened_at, closed_at, due_on';

const TOUCHED = `v.opened_at <= $3::timestamptz AND (v.closed_at IS NULL OR v.closed_at > greatest(v.opened_at, $2::timestamptz))`;

const EPISODE = `d.market, d.id, d.reference, d.broker_id, d.filed_at, d.accepted_at, d.inspecting_at, d.released_at,
  d.returned_at, d.cancelled_at, d.closed_at, NULL::timestamptz AS refiled_at`;

/**
 * The present episode of a declaration stands in its row, and so do the episodes that were followed by another: both are
 * projected from its receipts and submissions together, so that what was open agrees with the status at every instant. The
 * present episode begins where the last of the earlier ones ended.
 */
const EPISODES = `
  SELECT ${EPISODE} FROM declaration d WHERE d.market = ANY ($4::text[]) AND d.status NOT IN ('draft', 'closed', 'cancelled')
  UNION ALL
  SELECT ${EPISODE} FROM declaration d
  WHERE d.market = ANY ($4::text[]) AND d.status = 'closed' AND d.closed_at > $2::timestamptz
  UNION ALL
  SELECT ${EPISODE} FROM declaration d
  WHERE d.market = ANY ($4::text[]) AND d.status = 'cancelled' AND d.cancelled_at > $2::timestamptz
  UNION ALL
  SELECT d.market, d.id, d.reference, d.broker_id, p."filedAt", p."acceptedAt", p."inspectingAt", p."releasedAt",
    p."returnedAt", p."cancelledAt", p."closedAt", p."endedAt"
  FROM declaration d CROSS JOIN LATERAL jsonb_to_recordset(d.past_episodes) AS p ("filedAt" timestamptz, "acceptedAt" timestamptz,
    "inspectingAt" timestamptz, "releasedAt" timestamptz, "returnedAt" timestamptz, "cancelledAt" timestamptz,
    "closedAt" timestamptz, "endedAt" timestamptz)
  WHERE d.market = ANY ($4::text[]) AND d.past_episodes IS NOT NULL AND d.filed_at > $2::timestamptz
    AND p."endedAt" > $2::timestamptz`;

/**
 * What a firm still owes after closing. A filing counts from the beginning of its day, payments from the beginning of the day
 * on which they make up the declared value, less the market's tolerance. What was owed no more at $2 is not looked at: an index leads past the closed
 * declarations of all years. What was closed, returned and filed again owed it until then.
 */
const CLOSINGS = `
  SELECT market, id, reference, broker_id, closed_at, cancelled_at AS ended_at, exemption_filed_on, paid_up_on FROM declaration
  WHERE market = ANY ($4::text[]) AND closed_at <= $3::timestamptz
    AND owed_until > ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
  UNION ALL
  SELECT c.market, c.id, c.reference, c.broker_id, past."closedAt", least(past."cancelledAt", past."endedAt"),
    ${EPISODE_EXEMPTION_FILED_ON}, ${EPISODE_PAID_UP_ON}
  FROM declaration c CROSS JOIN LATERAL jsonb_to_recordset(c.past_episodes) AS past ("closedAt" timestamptz, "cancelledAt" timestamptz,
    "endedAt" timestamptz)
  WHERE c.market = ANY ($4::text[]) AND c.past_episodes IS NOT NULL AND c.filed_at > $2::timestamptz
    AND past."closedAt" <= $3::timestamptz AND past."endedAt" > $2::timestamptz`;

/** What was open of containers, projected from their facts; see `courseOf` of the shipments. */
const SHIPMENTS = `
  SELECT market, kind, 'shipment', shipment_id, container_number, broker_id, opened_at, nullif(closed_at, 'infinity')
  FROM visit_span WHERE market = ANY ($4::text[]) AND closed_at > $2::timestamptz AND opened_at <= $3::timestamptz`;

/**
 * What was missing of the lane of a release; see `laneSpansOf` of the lanes. It belongs to no firm: a statement or a list that showed it to
 * one would give the lane away.
 */
const LANES = `
  SELECT v.market, v.kind, 'declaration', d.id, d.reference, NULL::uuid, v.opened_at, nullif(v.closed_at, 'infinity')
  FROM lane_span v JOIN declaration d ON d.id = v.declaration_id
  WHERE v.market = ANY ($4::text[]) AND v.closed_at > $2::timestamptz AND v.opened_at <= $3::timestamptz`;

/** A release while customs held a container of the declaration, or had to inspect it. It starts from the few holds and inspections, not from the releases. */
const RELEASED_WHILE_HELD = `
  SELECT v.market, 'released-while-held', 'declaration', v.id, v.reference, v.broker_id, v.opened_at, nullif(v.closed_at, 'infinity')
  FROM (${releasedWhileHeld(`d.market = ANY ($4::text[]) AND d.id IN (
    SELECT naming.declaration_id FROM (
      SELECT h.shipment_id FROM shipment_hold h LEFT JOIN shipment_hold_release r ON r.hold_id = h.id
      WHERE h.held_at <= $3::timestamptz AND coalesce(r.released_at, 'infinity') > $2::timestamptz
      UNION
      SELECT shipment_id FROM visit_span WHERE kind = 'inspection-unfinished'
        AND market = ANY ($4::text[]) AND closed_at > $2::timestamptz AND opened_at <= $3::timestamptz) held
    JOIN shipment here ON here.id = held.shipment_id AND here.market = ANY ($4::text[])
    JOIN declaration_container naming ON naming.number = here.container_number)`)}) v
  WHERE v.opened_at <= $3::timestamptz AND v.closed_at > greatest(v.opened_at, $2::timestamptz)`;

/** Goods that left before their release. It starts from what was not released at some time between the instants: that is not much. */
const LEFT_UNRELEASED = `
  SELECT v.market, 'left-unreleased', 'declaration', v.id, v.reference, v.broker_id, v.opened_at, nullif(v.closed_at, 'infinity')
  FROM (${leftUnreleased(`d.id IN (
    SELECT id FROM declaration WHERE market = ANY ($4::text[]) AND status NOT IN ('draft', 'closed', 'cancelled')
      AND (released_at IS NULL OR released_at > $2::timestamptz)
    UNION ALL
    SELECT id FROM declaration WHERE market = ANY ($4::text[]) AND status = 'closed' AND closed_at > $2::timestamptz
    UNION ALL
    SELECT id FROM declaration WHERE market = ANY ($4::text[]) AND status = 'cancelled' AND cancelled_at > $2::timestamptz)`)}) v
  WHERE v.opened_at <= $3::timestamptz AND v.closed_at > greatest(v.opened_at, $2::timestamptz)`;

/**
 * A request for corrections waits for its broker from its sending to the answer, by the day that was named in it; not while the
 * declaration is cancelled, which ends when it is filed again.
 */
const CORRECTIONS = `
  SELECT d.market, 'correction-unanswered', 'declaration', d.id, d.reference, d.broker_id, v.opened_at, v.closed_at, p.due_on
  FROM correction_pause p JOIN declaration d ON d.id = p.declaration_id AND d.market = ANY ($4::text[])
  CROSS JOIN LATERAL (
    SELECT coalesce(range_agg(tstzrange(r.event_time, (SELECT min(s.filed_at) FROM submission s
      WHERE s.declaration_id = d.id AND s.number > 1 AND s.filed_at >= r.event_time))), '{}') AS spans
    FROM receipt r WHERE r.declaration_id = d.id AND r.meaning = 'cancelled') cancelled
  CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(p.since, p.until)) - cancelled.spans) AS waits (span)
  CROSS JOIN LATERAL (SELECT lower(waits.span), upper(waits.span)) AS v (opened_at, closed_at)
  WHERE p.since <= $3::timestamptz AND (p.until IS NULL OR p.until > $2::timestamptz) AND ${TOUCHED}`;

const NAMED = 'r.id, r.given_reference, r.given_entry_id, r.given_broker_id, r.code';

/**
 * A receipt waits from its arrival (or from when it was parked again) until it is settled, where it was parked at the instant
 * asked about: the row says where it is parked now, `receipt_parking` where and how long it was before.
 *
 * Without a declaration it belongs to the (first) market of the office it came in at. One that names no office belongs to
 * each market that is asked about alone, and in a list of several to none: no day and no statement may miss it. Row-level
 * security lets every officer see receipts without a declaration, so that they can be placed; here each sees those of the own
 * office and of none. What the service does on its own account, a run that an officer asks for again, sees them all.
 */
const RECEIPTS = `
  SELECT coalesce(d.market, o.market, CASE WHEN p.customs_office IS NULL AND cardinality($4::text[]) = 1 THEN ($4::text[])[1] ELSE '' END),
    'receipt-parked', 'receipt', p.id, coalesce(p.given_reference, p.given_entry_id, d.reference, p.code),
    coalesce(p.broker_id, d.broker_id, p.given_broker_id), p.opened_at, p.closed_at
  FROM (
    SELECT ${NAMED}, r.declaration_id, r.broker_id, r.customs_office, coalesce(r.parked_at, r.received_at) AS opened_at,
      NULL::timestamptz AS closed_at
    FROM receipt r WHERE r.parked_reason IS NOT NULL AND coalesce(r.parked_at, r.received_at) <= $3::timestamptz
      AND NOT EXISTS (SELECT 1 FROM receipt_parking later WHERE later.receipt_id = r.id AND later.until > $3::timestamptz)
    UNION ALL
    SELECT ${NAMED}, k.declaration_id, NULL, k.customs_office, k.opened_at, CASE WHEN k.until <= $3::timestamptz THEN k.until END
    FROM receipt_parking k JOIN receipt r ON r.id = k.receipt_id
    WHERE k.since <= $3::timestamptz
      AND (k.until > $3::timestamptz OR k.settled AND k.until > greatest(k.opened_at, $2::timestamptz))) p
  LEFT JOIN declaration d ON d.id = p.declaration_id
  LEFT JOIN (SELECT customs_office, min(code) AS market FROM market GROUP BY customs_office) o ON o.customs_office = p.customs_office
  WHERE coalesce(current_user = 'loomgate_system' OR p.customs_office = nullif(current_setting('app.office', true), ''), true)`;

const beginningOf = (day: string): string => `${day}::timestamp AT TIME ZONE 'Asia/Shanghai'`;

/** Spans of declarations between two instants of the rows `e`; or a SELECT of its own, of SPAN_COLUMNS, `due_on` where it names a day. */
type Spans =
  | { readonly rows: string; readonly opened: string; readonly closed: string }
  | { readonly select: string; readonly namesDay?: true };

const between = (rows: string, opened: string, closed: string): Spans => ({ rows, opened, closed });

/** The kinds whose spans another folder has projected: they are read from its table, and nothing here names them once more. */
type Projected = SpanKind | LaneSpanKind;

/**
 * Where the spans of all other kinds come from; what is not asked for is not read. An inspection is one of a declaration, by its
 * receipts, besides the one of a container.
 */
const SPANS: Readonly<
  Record<Exclude<OpenItemKind, Projected>, readonly Spans[]> & Partial<Record<Projected, readonly Spans[]>>
> = {
  'submitted-without-receipt': [
    between(
      EPISODES,
      'e.filed_at',
      'least(e.accepted_at, e.inspecting_at, e.released_at, e.closed_at, e.returned_at, e.cancelled_at)',
    ),
  ],
  'returned-not-refiled': [between(EPISODES, 'e.returned_at', 'least(e.refiled_at, e.cancelled_at)')],
  'correction-unanswered': [{ select: CORRECTIONS, namesDay: true }],
  'inspection-unfinished': [
    between(EPISODES, 'e.inspecting_at', 'least(e.released_at, e.closed_at, e.returned_at, e.cancelled_at)'),
  ],
  'released-not-closed': [between(EPISODES, 'e.released_at', 'least(e.closed_at, e.returned_at, e.cancelled_at)')],
  'released-while-held': [{ select: RELEASED_WHILE_HELD }],
  'left-unreleased': [{ select: LEFT_UNRELEASED }],
  'receipt-parked': [{ select: RECEIPTS }],
  'exemption-filing-due': [
    between(CLOSINGS, 'e.closed_at', `least(${beginningOf('e.exemption_filed_on')}, e.ended_at)`),
  ],
  'fx-receipt-missing': [between(CLOSINGS, 'e.closed_at', `least(${beginningOf('e.paid_up_on')}, e.ended_at)`)],
};

const isOneOf = (kinds: readonly OpenItemKind[], kind: OpenItemKind): boolean => kinds.includes(kind);

const sourcesOf = (kind: OpenItemKind): readonly Spans[] => [
  ...(SPANS[kind] ?? []),
  ...(isOneOf(SPAN_KINDS, kind) ? [{ select: SHIPMENTS }] : []),
  ...(isOneOf(LANE_SPAN_KINDS, kind) ? [{ select: LANES }] : []),
];

/** A pass a kind over rows read once. A list of VALUES beside every row takes four times as long. */
const spansIn = (rows: string, passes: readonly string[]): string =>
  `WITH e AS MATERIALIZED (${rows}) ${passes.join(' UNION ALL ')}`;

const passOf = (kind: OpenItemKind, opened: string, closed: string): string => `
  SELECT e.market, '${kind}', 'declaration', e.id, e.reference, e.broker_id, v.opened_at, v.closed_at
  FROM e CROSS JOIN LATERAL (SELECT ${opened}, ${closed}) AS v (opened_at, closed_at) WHERE ${TOUCHED}`;

/** What has no day that was named: the rule of its kind says when it is due. */
const undated = (source: string): string => `SELECT undated.*, NULL::date FROM (${source}) AS undated`;

const NONE = `SELECT NULL::text, NULL::text, NULL::text, NULL::uuid, NULL::text, NULL::uuid, NULL::timestamptz, NULL::timestamptz WHERE false`;

/** A SELECT of the spans of at least these kinds, which may be none. */
export function spansOf(kinds: readonly OpenItemKind[]): string {
  const passes = new Map<string, string[]>();
  const sources = new Set<string>(kinds.length === 0 ? [undated(NONE)] : []);
  for (const kind of kinds) {
    for (const spans of sourcesOf(kind)) {
      if ('select' in spans) sources.add(spans.namesDay ? spans.select : undated(spans.select));
      else passes.set(spans.rows, [...(passes.get(spans.rows) ?? []), passOf(kind, spans.opened, spans.closed)]);
    }
  }
  const all = [...[...passes].map(([rows, ofRows]) => undated(spansIn(rows, ofRows))), ...sources];
  return `SELECT * FROM (${all.map((source) => `(${source})`).join(' UNION ALL ')}) AS source (${SPAN_COLUMNS})`;
}
