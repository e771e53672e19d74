/**
 * SQL of `told`: what was noted (`taken`: position, id, at, action, subject_id, detail) as events with those who may hear of
 * them: the firm, and the customs office where `for_office`. A firm is told its own statement and its own count, the office
 * those of the market.
 */
/** Only what looks like an id is read as one: the database may look at a subject before it looks at the action. */
const SUBJECT = "CASE WHEN t.subject_id ~ '^[0-9a-f-]{36}$' THEN t.subject_id::uuid END";

const DECLARATIONS = `
  SELECT t.position, t.id, t.at, 'declaration.moved' AS type, d.market, 'declaration/' || d.id AS subject, d.id AS subject_uuid,
    d.broker_id, d.customs_office, true AS for_office,
    jsonb_build_object('declaration', d.id, 'reference', d.reference, 'market', d.market, 'entryId', t.detail -> 'entryId',
      'from', m.was, 'to', m.is) AS data
  FROM taken t JOIN declaration d ON d.id = ${SUBJECT}
  CROSS JOIN LATERAL (SELECT
    CASE WHEN t.action = 'declaration.moved' THEN t.detail ->> 'from' WHEN t.detail ->> 'number' = '1' THEN 'draft' ELSE 'returned' END AS was,
    CASE WHEN t.action = 'declaration.moved' THEN t.detail ->> 'to' ELSE 'submitted' END AS is) m
  WHERE t.action IN ('declaration.submitted', 'declaration.moved') AND m.was <> m.is`;

const CORRECTIONS = `
  SELECT t.position, t.id, t.at, 'correction.sent', d.market, 'declaration/' || d.id, d.id, d.broker_id, d.customs_office, true,
    jsonb_build_object('declaration', d.id, 'reference', d.reference, 'market', d.market, 'entryId', d.entry_id,
      'correction', t.detail -> 'correction', 'again', t.action = 'correction.asked-again')
  FROM taken t JOIN declaration d ON d.id = ${SUBJECT}
  WHERE t.action IN ('correction.asked', 'correction.asked-again')`;

const REMINDERS = `
  SELECT t.position, t.id, t.at, t.action, r.market, 'reminder/' || r.id, r.id, r.broker_id, m.customs_office, true,
    jsonb_build_object('reminder', r.id, 'market', r.market, 'month', r.month, 'kind', r.kind, 'broker', r.broker_id,
      'items', jsonb_array_length(r.items), 'digest', r.digest)
  FROM taken t JOIN reminder r ON r.id = ${SUBJECT} JOIN market m ON m.code = r.market
  WHERE t.action IN ('reminder.created', 'reminder.pre-close')`;

/** A firm that was set aside is stated by a later run: only that run's statements are news. */
const SETTLEMENTS = `
  SELECT t.position, t.id, t.at, 'settlement.finished', s.market, 'settlement/' || s.id, s.id, s.broker_id, m.customs_office, s.broker_id IS NULL,
    jsonb_build_object('settlement', s.id, 'market', s.market, 'week', s.week, 'digest', s.digest)
  FROM taken t JOIN settlement s ON s.market = split_part(t.subject_id, ' ', 1) AND s.week = split_part(t.subject_id, ' ', 2)
    AND s.run = coalesce((t.detail ->> 'run')::integer, 1)
  JOIN market m ON m.code = s.market
  WHERE t.action IN ('settlement.finished', 'settlement.parked-retried')`;

/** Of a firm whose data could not be judged nobody knows how much is open: null, not nothing. */
const CLEARANCES = `
  SELECT t.position, t.id, t.at, t.action, c.market, 'clearance/' || c.id, c.id, NULL::uuid, m.customs_office, true,
    jsonb_build_object('market', c.market, 'day', c.day, 'run', c.id, 'opened', c.opened, 'cleared', c.cleared,
      'carriedOver', c.carried_over, 'parked', (SELECT count(*) FROM clearance_parked p WHERE p.run_id = c.id), 'digest', c.digest)
  FROM taken t JOIN clearance_run c ON c.id = ${SUBJECT} JOIN market m ON m.code = c.market
  WHERE t.action = 'clearance.finished'
  UNION ALL
  SELECT t.position, t.id, t.at, t.action, c.market, 'clearance/' || c.id, c.id, f.organisation_id, NULL, false,
    jsonb_build_object('market', c.market, 'day', c.day, 'run', c.id,
      'openItems', CASE WHEN NOT EXISTS (SELECT 1 FROM clearance_parked p WHERE p.run_id = c.id AND p.broker_id = f.organisation_id)
        THEN (SELECT count(*) FROM clearance_item i WHERE i.run_id = c.id AND i.broker_id = f.organisation_id) END)
  FROM taken t JOIN clearance_run c ON c.id = ${SUBJECT}
  CROSS JOIN (SELECT DISTINCT organisation_id FROM webhook WHERE scope = 'firm') f
  WHERE t.action = 'clearance.finished'
    AND EXISTS (SELECT 1 FROM declaration d WHERE d.broker_id = f.organisation_id AND d.market = c.market)`;

export const TOLD = `told AS (${[DECLARATIONS, CORRECTIONS, REMINDERS, SETTLEMENTS, CLEARANCES].join('\n  UNION ALL')})`;
