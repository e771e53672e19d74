/**
 * SQL of `addressed`: events (`taken`: position, id, at, type, subject_id, data) as they are sent, with those who may hear of them: the
 * firm, and the customs office where `for_office`. A firm is sent its own statement and its own count, the office those of the market.
 */
const DECLARATIONS = `
  SELECT t.position, t.id, t.at, t.type, d.market, 'declaration/' || d.id AS subject, d.id AS subject_uuid,
    d.broker_id, d.customs_office, true AS for_office,
    jsonb_build_object('declaration', d.id, 'reference', d.reference, 'market', d.market) || t.data AS data
  FROM taken t JOIN declaration d ON d.id = t.subject_id
  WHERE t.type = 'declaration.moved'`;

const CORRECTIONS = `
  SELECT t.position, t.id, t.at, t.type, d.market, 'declaration/' || d.id, d.id, d.broker_id, d.customs_office, true,
    jsonb_build_object('declaration', d.id, 'reference', d.reference, 'market', d.market, 'entryId', d.entry_id) || t.data
  FROM taken t JOIN declaration d ON d.id = t.subject_id
  WHERE t.type = 'correction.sent'`;

const REMINDERS = `
  SELECT t.position, t.id, t.at, t.type, r.market, 'reminder/' || r.id, r.id, r.broker_id, m.customs_office, true,
    jsonb_build_object('reminder', r.id, 'market', r.market, 'month', r.month, 'kind', r.kind, 'broker', r.broker_id,
      'items', jsonb_array_length(r.items), 'digest', r.digest)
  FROM taken t JOIN reminder r ON r.id = t.subject_id JOIN market m ON m.code = r.market
  WHERE t.type IN ('reminder.created', 'reminder.pre-close')`;

const SETTLEMENTS = `
  SELECT t.position, t.id, t.at, t.type, s.market, 'settlement/' || s.id, s.id, s.broker_id, m.customs_office, s.broker_id IS NULL,
    jsonb_build_object('settlement', s.id, 'market', s.market, 'week', s.week, 'digest', s.digest)
  FROM taken t JOIN settlement s ON s.id = t.subject_id JOIN market m ON m.code = s.market
  WHERE t.type = 'settlement.finished'`;

const EXCLUDED = `x.kind = 'daily-clearance' AND x.market = c.market AND x.period = c.day::text AND x.revision = c.revision`;

/** Of a firm whose data could not be read nobody knows how much is open: null, not nothing. */
const CLEARANCES = `
  SELECT t.position, t.id, t.at, t.type, c.market, 'clearance/' || c.id, c.id, NULL::uuid, m.customs_office, true,
    jsonb_build_object('market', c.market, 'day', c.day, 'run', c.id, 'opened', c.opened, 'cleared', c.cleared,
      'carriedOver', c.carried_over, 'excluded', (SELECT count(*) FROM period_exclusion x WHERE ${EXCLUDED}), 'digest', c.digest)
  FROM taken t JOIN clearance_run c ON c.id = t.subject_id JOIN market m ON m.code = c.market
  WHERE t.type = 'clearance.finished'
  UNION ALL
  SELECT t.position, t.id, t.at, t.type, c.market, 'clearance/' || c.id, c.id, f.organisation_id, NULL, false,
    jsonb_build_object('market', c.market, 'day', c.day, 'run', c.id,
      'openItems', CASE WHEN NOT EXISTS (SELECT 1 FROM period_exclusion x WHERE ${EXCLUDED} AND x.broker_id = f.organisation_id)
        THEN (SELECT count(*) FROM clearance_item i WHERE i.run_id = c.id AND i.broker_id = f.organisation_id) END)
  FROM taken t JOIN clearance_run c ON c.id = t.subject_id
  CROSS JOIN (SELECT DISTINCT organisation_id FROM webhook WHERE scope = 'firm') f
  WHERE t.type = 'clearance.finished'
    AND EXISTS (SELECT 1 FROM declaration d WHERE d.broker_id = f.organisation_id AND d.market = c.market)`;

export const ADDRESSED = `addressed AS (${[DECLARATIONS, CORRECTIONS, REMINDERS, SETTLEMENTS, CLEARANCES].join('\n  UNION ALL')})`;
