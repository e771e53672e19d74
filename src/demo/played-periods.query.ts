import type { Tx } from '../platform/database/tx.js';

export interface PeriodContent {
  readonly kind: string;
  readonly period: string;
  readonly state: string;
  readonly content: string;
}

/** What a period left behind, as text in an order of its own: without its ids, digests over ids, and when it was run. */
const CONTENT = `
  SELECT 'daily-clearance' AS kind, r.day::text AS period,
    (to_jsonb(r) - '{id,digest,finished_at}'::text[])::text || coalesce((
      SELECT string_agg((to_jsonb(i) - '{run_id,subject_id}'::text[])::text, E'\\n'
        ORDER BY i.kind COLLATE "C", i.subject COLLATE "C", i.opened_at)
      FROM clearance_item i WHERE i.run_id = r.id), '') AS content
  FROM clearance_run r
  UNION ALL
  SELECT 'weekly-settlement', s.week, (to_jsonb(s) - '{id,digest,finished_at}'::text[])::text || coalesce(o.name, '') || coalesce((
      SELECT string_agg((to_jsonb(l) - 'settlement_id')::text, E'\\n'
        ORDER BY l.line COLLATE "C", l.of_week COLLATE "C", l.country COLLATE "C")
      FROM settlement_line l WHERE l.settlement_id = s.id), '')
  FROM settlement s LEFT JOIN organisation o ON o.id = s.broker_id
  UNION ALL
  SELECT CASE WHEN to_jsonb(m) ->> 'kind' = 'pre-close' THEN 'pre-close-warning' ELSE 'monthly-reminder' END, m.month,
    o.name || (to_jsonb(m) - '{id,digest,created_at}'::text[])::text
  FROM reminder m JOIN organisation o ON o.id = m.broker_id`;

/** Every period of the ledger with what it left behind, in the order in which they were due. */
export const playedPeriods = (tx: Tx): Promise<PeriodContent[]> =>
  tx.rows<PeriodContent>(
    `SELECT p.kind, p.period, p.state, coalesce(string_agg(c.content, E'\\n' ORDER BY c.content COLLATE "C"), '') AS content
     FROM period_run p LEFT JOIN (${CONTENT}) c ON c.kind = p.kind AND c.period = p.period
     GROUP BY p.kind, p.period, p.state, p.due_at ORDER BY p.due_at, p.kind COLLATE "C", p.period COLLATE "C"`,
  );
