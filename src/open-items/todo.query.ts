import type { Tx } from '../platform/database/tx.js';
import type { DeclarationStatus } from '../declarations/domain/status/project-status.js';
import type { NextActor, WaitParams } from '../declarations/domain/status/waits.js';
import { addDays, businessDayOf, endOfDay, type Instant } from '../vocabulary/period.js';
import type { Level, Owner, SubjectType } from '../vocabulary/open-item-kinds.js';
import { ACTORS_OF_TODO, kindOfStep, STEPS_OF_TODO, type TodoKind } from './domain/todo.js';
import { type OpenItemQuestion, openItemTables } from './open-items.query.js';

/** An entry of the list as its sentence is made of it. */
export interface TodoRow {
  readonly kind: TodoKind;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly called: string;
  readonly market: string | null;
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  readonly overdue: boolean;
  readonly level: Level;
  readonly amountUsd: string | null;
  readonly step: string | null;
  /** Who acts, as the step of a declaration says; null for what is none. */
  readonly actor: NextActor | null;
  readonly status: DeclarationStatus | null;
  readonly params: WaitParams;
  readonly reason: string | null;
}

export interface TodoQuestion {
  readonly side: Owner;
  /** Whether also what is due only later than {@link LATER_DAYS} from now. */
  readonly all: boolean;
  readonly kinds: readonly TodoKind[];
  /** The kind is the whole of it: due time (or infinity), kind and subject id of the last entry of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** What is due later than this stays out of the list: a quarter's payments would bury what is due today. */
const LATER_DAYS = 30;

/** Drafts are their firms' alone; all others are with customs, or a request about them is. */
const STEPS = {
  broker: `d.status = 'draft'`,
  officer: `(d.status = 'accepted' OR d.id IN (SELECT a.declaration_id FROM amendment a WHERE a.state = 'pending')
    OR d.id IN (SELECT c.declaration_id FROM correction c WHERE c.state = 'answered'))`,
} as const;

/** The steps of declarations that are no open item; where a row names only its first, that one is in its columns. */
const stepsOf = (side: Owner): string => `
  SELECT d.market, ${kindOfStep('s.step')} AS kind, 'declaration' AS subject_type, d.id AS subject_id, d.reference AS subject,
    d.broker_id, coalesce(d.accepted_at, d.filed_at, d.created_at) AS opened_at, s."dueAt" AS due_at, 'day' AS level, s.step, s.actor, s.params, NULL AS reason
  FROM declaration d CROSS JOIN LATERAL jsonb_to_recordset(coalesce(d.next_steps, jsonb_build_array(jsonb_build_object('actor', d.next_actor,
    'step', CASE d.status WHEN 'draft' THEN 'submit' WHEN 'accepted' THEN 'release' END, 'params', '{}'::jsonb, 'dueAt', d.next_due_at))))
    AS s (actor text, step text, params jsonb, "dueAt" timestamptz)
  WHERE d.market = ANY ($4) AND own_row(d.broker_id, d.customs_office) AND ${STEPS[side]} AND s.actor = ANY ($5) AND s.step = ANY ($6)`;

/** Holds are reviewed once a container, and lowered lanes confirmed: nothing of either is a firm's to do. */
const CONTROLS = `
  UNION ALL
  SELECT s.market, 'hold-unreviewed', 'shipment', s.id, s.container_number, s.broker_id, h.held_at,
    (h.review_on + m.cut_off) AT TIME ZONE 'Asia/Shanghai', 'day', NULL, NULL, '{}'::jsonb, h.reason
  FROM shipment s JOIN market m ON m.code = s.market JOIN shipment_hold h ON h.shipment_id = s.id
  WHERE s.held AND s.market = ANY ($4) AND own_row(s.broker_id, s.customs_office)
    AND NOT EXISTS (SELECT 1 FROM shipment_hold_release r WHERE r.hold_id = h.id)
  UNION ALL
  SELECT d.market, 'lane-lowering-unconfirmed', 'declaration', d.id, d.reference, d.broker_id, c.requested_at, NULL, 'day',
    NULL, NULL, jsonb_build_object('from', l.colour, 'to', c.colour, 'by', c.requested_by_name), c.reason
  FROM lane l JOIN lane_change c ON c.id = l.pending JOIN declaration d ON d.id = l.declaration_id
  WHERE d.market = ANY ($4) AND own_row(d.broker_id, d.customs_office)`;

/** What the caller's side has to do, the earliest due first. One statement: what is open and what comes next is of one moment. */
export function listTodo(tx: Tx, question: OpenItemQuestion, options: TodoQuestion): Promise<TodoRow[]> {
  const { side, all, kinds, after, limit } = options;
  const { sql, params } = openItemTables(question);
  const [dueAt = null, kind = null, subjectId = null] = after ?? [];
  const due = "coalesce(due_at, 'infinity')";
  const until = all ? null : endOfDay(addDays(businessDayOf(question.until), LATER_DAYS));
  return tx.rows<TodoRow>(
    `${sql}, todo AS (
       SELECT market, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, NULL AS step, NULL AS actor, '{}'::jsonb AS params, NULL AS reason
       FROM item WHERE owner = $7
       UNION ALL ${stepsOf(side)} ${side === 'officer' ? CONTROLS : ''}),
     page AS (
       SELECT * FROM todo
       WHERE kind = ANY ($13) AND ($8::timestamptz IS NULL OR due_at IS NULL OR due_at < $8)
         AND ($9::timestamptz IS NULL OR (${due}, kind COLLATE "C", subject_id) > ($9, $10::text COLLATE "C", $11::uuid))
       ORDER BY ${due}, kind COLLATE "C", subject_id LIMIT $12)
     SELECT p.kind, p.subject_type AS "subjectType", p.subject_id AS "subjectId", p.subject AS called, nullif(p.market, '') AS market,
       coalesce(p.broker_id, d.broker_id) AS broker, o.name AS "brokerName", p.opened_at AS "openedAt", p.due_at AS "dueAt",
       coalesce(p.due_at <= $3::timestamptz, false) AS overdue, p.level, d.fob_usd AS "amountUsd", p.step, p.actor, d.status, p.params,
       CASE p.kind WHEN 'returned-not-refiled' THEN (SELECT r.text FROM receipt r
         WHERE r.declaration_id = p.subject_id AND r.meaning = 'returned' ORDER BY r.event_time DESC, r.id DESC LIMIT 1)
       WHEN 'receipt-parked' THEN (SELECT r.parked_reason FROM receipt r WHERE r.id = p.subject_id)
       ELSE p.reason END AS reason
     FROM page p LEFT JOIN declaration d ON p.subject_type = 'declaration' AND d.id = p.subject_id
     LEFT JOIN organisation o ON o.id = coalesce(p.broker_id, d.broker_id)
     ORDER BY coalesce(p.due_at, 'infinity'), p.kind COLLATE "C", p.subject_id`,
    [...params, ACTORS_OF_TODO[side], STEPS_OF_TODO, side, until, dueAt, kind, subjectId, limit, kinds],
  );
}
