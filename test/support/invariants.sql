-- Each statement returns the rows that break an invariant; all must be empty, after every story and every fault run.
-- An item's values add up to its declaration.
SELECT 'items do not tie' AS broken, d.id::text AS subject FROM declaration d
JOIN (SELECT declaration_id, sum(fob_cny) AS cny, sum(fob_usd) AS usd, sum(total_price) AS price FROM declaration_item GROUP BY 1) i ON i.declaration_id = d.id
WHERE d.fob_cny IS DISTINCT FROM i.cny OR d.fob_usd IS DISTINCT FROM i.usd OR d.total_declared IS DISTINCT FROM i.price;
-- A submitted declaration never passes the ceiling.
SELECT 'above the ceiling' AS broken, id::text AS subject FROM declaration WHERE status <> 'draft' AND total_usd > 150000.00;
-- Rollups plus pending deltas are the facts, per day and country.
SELECT 'rollup and facts differ' AS broken, day::text || ' ' || country AS subject FROM (
  SELECT stat_day AS day, country, value_cny, value_usd, declarations_by_country FROM export_fact
  UNION ALL SELECT day, country, -value_cny, -value_usd, -declarations_by_country FROM rollup_day
  UNION ALL SELECT day, country, -value_cny, -value_usd, -declarations_by_country FROM rollup_delta) x
GROUP BY day, country HAVING sum(value_cny) <> 0 OR sum(value_usd) <> 0 OR sum(declarations_by_country) <> 0;
SELECT 'month and day rollups differ' AS broken, month || ' ' || country AS subject FROM (
  SELECT to_char(day, 'YYYY-MM') AS month, country, value_cny FROM rollup_day
  UNION ALL SELECT month, country, -value_cny FROM rollup_month) x
GROUP BY month, country HAVING sum(value_cny) <> 0;
-- The export ledger holds what the declarations say: closed ones once, others not at all.
SELECT 'ledger and declarations differ' AS broken, id::text AS subject FROM (
  SELECT declaration_id AS id, value_cny AS v FROM export_fact
  UNION ALL SELECT i.declaration_id, -i.fob_cny FROM declaration_item i JOIN declaration d ON d.id = i.declaration_id AND d.status = 'closed') x
GROUP BY id HAVING sum(v) <> 0;
-- One finished run a period, and what it left behind.
SELECT 'finished without a result' AS broken, kind || ' ' || market || ' ' || period AS subject FROM period_run WHERE state = 'finished' AND (result IS NULL OR digest IS NULL OR finished_at IS NULL);
SELECT 'clearance run without its period' AS broken, c.market || ' ' || c.day::text AS subject FROM clearance_run c
LEFT JOIN period_run p ON p.kind = 'daily-clearance' AND p.market = c.market AND p.period = c.day::text AND p.state = 'finished' WHERE p.market IS NULL;
SELECT 'clearance items do not add up' AS broken, c.market || ' ' || c.day::text AS subject FROM clearance_run c
WHERE c.carried_over <> (SELECT count(*) FROM clearance_item i WHERE i.run_id = c.id);
-- What was open before and what opened is what was cleared and what is still open; no item of the day is missing in the counts.
SELECT 'counts of a day do not tie' AS broken, c.market || ' ' || c.day::text || ' ' || c.revision AS subject FROM clearance_run c
LEFT JOIN clearance_run b ON b.market = c.market AND b.day = c.day - 1 AND b.revision = 1 AND (c.revision > 1 OR b.id < c.id)
WHERE c.brought_forward + c.opened <> c.cleared + c.carried_over
  OR c.opened < (SELECT count(*) FROM clearance_item i WHERE i.run_id = c.id AND i.opened_at > coalesce(b.cut_off_at, 'infinity'))
  OR c.cleared < (SELECT count(*) FROM clearance_item i WHERE i.run_id = b.id
    AND NOT EXISTS (SELECT 1 FROM clearance_item k WHERE k.run_id = c.id AND k.kind = i.kind AND k.subject_id = i.subject_id)
    AND NOT EXISTS (SELECT 1 FROM period_exclusion x WHERE x.kind = 'daily-clearance' AND x.market = c.market AND x.period = c.day::text AND x.revision = c.revision
      AND x.broker_id IS NOT DISTINCT FROM i.broker_id));
-- A firm that a day could not judge is counted nowhere in it, and the ledger says how many there are.
SELECT 'excluded and cleared' AS broken, c.market || ' ' || c.day::text AS subject FROM clearance_run c JOIN period_exclusion x ON x.kind = 'daily-clearance' AND x.market = c.market AND x.period = c.day::text AND x.revision = c.revision
JOIN clearance_item i ON i.run_id = c.id AND i.broker_id IS NOT DISTINCT FROM x.broker_id;
SELECT 'ledger and excluded firms differ' AS broken, r.kind || ' ' || r.market || ' ' || r.period AS subject FROM period_run r
WHERE r.state = 'finished' AND (r.result ->> 'excluded')::integer <> (SELECT count(*) FROM period_exclusion x
  WHERE x.kind = r.kind AND x.market = r.market AND x.period = r.period AND x.revision = 1);
-- A firm is left out of a result that is there, and revisions have no gap.
SELECT 'excluded from nothing' AS broken, x.kind || ' ' || x.market || ' ' || x.period || ' ' || x.revision AS subject FROM period_exclusion x
WHERE NOT EXISTS (SELECT 1 FROM period_run r WHERE r.kind = x.kind AND r.market = x.market AND r.period = x.period AND r.state = 'finished')
  OR x.revision > 1 AND NOT EXISTS (SELECT 1 FROM period_revision v
    WHERE v.kind = x.kind AND v.market = x.market AND v.period = x.period AND v.number = x.revision);
SELECT 'revisions have a gap' AS broken, kind || ' ' || market || ' ' || period AS subject FROM period_revision
GROUP BY kind, market, period HAVING min(number) <> 2 OR max(number) <> count(*) + 1;
-- What the day before carried over is brought forward, or was of firms that are excluded; one that was excluded before adds its own.
SELECT 'carried over and not brought forward' AS broken, c.market || ' ' || c.day::text AS subject FROM clearance_run c
JOIN clearance_run b ON b.market = c.market AND b.day = c.day - 1 AND b.revision = 1 AND b.id < c.id
CROSS JOIN LATERAL (SELECT c.brought_forward + coalesce(sum((x.figures ->> 'broughtForward')::integer), 0) - b.carried_over AS more
  FROM period_exclusion x WHERE x.kind = 'daily-clearance' AND x.market = c.market AND x.period = c.day::text AND x.revision = c.revision) d
WHERE c.revision = 1 AND (d.more < 0 OR d.more > 0 AND NOT EXISTS (SELECT 1 FROM period_exclusion x WHERE x.kind = 'daily-clearance' AND x.market = b.market AND x.period = b.day::text AND x.revision = b.revision));
-- A statement is the sum of its facts.
SELECT 'statement and facts differ' AS broken, s.market || ' ' || s.week AS subject FROM settlement s
JOIN LATERAL (SELECT coalesce(sum(value_cny), 0) AS v FROM settlement_line l WHERE l.settlement_id = s.id) l ON true
WHERE l.v <> (SELECT coalesce(sum(f.value_cny), 0) FROM export_fact f WHERE f.market = s.market AND f.settlement_week = s.week AND (s.broker_id IS NULL OR f.broker_id = s.broker_id));
-- Every submission has its audit entry.
SELECT 'submission without audit' AS broken, s.declaration_id::text AS subject FROM submission s
WHERE NOT EXISTS (SELECT 1 FROM audit_entry a WHERE a.subject_type = 'declaration' AND a.subject_id = s.declaration_id::text AND a.action = 'declaration.submitted');
-- The coarse rollups are the fine ones, added up.
SELECT 'rollup levels differ' AS broken, day::text || ' ' || market || ' ' || country AS subject FROM (
  SELECT day, market, country, value_cny, declarations_by_country FROM rollup_day
  UNION ALL SELECT day, market, country, -value_cny, -declarations_by_country FROM rollup_day_country) x
GROUP BY day, market, country HAVING sum(value_cny) <> 0 OR sum(declarations_by_country) <> 0;
SELECT 'rollup levels differ' AS broken, month || ' ' || market || ' ' || country || ' ' || chapter AS subject FROM (
  SELECT month, market, country, chapter, value_cny, declarations_by_country_chapter AS n FROM rollup_month
  UNION ALL SELECT month, market, country, chapter, -value_cny, -declarations_by_country_chapter FROM rollup_month_country_chapter) x
GROUP BY month, market, country, chapter HAVING sum(value_cny) <> 0 OR sum(n) <> 0;
-- A container is held exactly while a hold stands, and never released then.
SELECT 'held and holds differ' AS broken, s.id::text AS subject FROM shipment s
WHERE s.held <> EXISTS (SELECT 1 FROM shipment_hold h WHERE h.shipment_id = s.id AND NOT EXISTS (SELECT 1 FROM shipment_hold_release r WHERE r.hold_id = h.id))
  OR (s.held AND s.released_at IS NOT NULL);
-- What is open of a container now follows from its row; nothing of it is open once it has departed, but what contradicted control.
SELECT 'spans and milestones differ' AS broken, s.id::text AS subject FROM shipment s
WHERE (s.opened_at IS NOT NULL AND s.resealed_at IS NULL AND s.departed_at IS NULL AND s.carried_at IS NULL)
    <> EXISTS (SELECT 1 FROM visit_span v WHERE v.shipment_id = s.id AND v.kind = 'opened-not-resealed' AND v.closed_at = 'infinity')
  OR EXISTS (SELECT 1 FROM visit_span v WHERE v.shipment_id = s.id AND v.closed_at > s.departed_at AND v.kind NOT IN ('left-while-held', 'sealed-otherwise'));
SELECT 'spans and container differ' AS broken, s.id::text AS subject FROM shipment s JOIN visit_span v ON v.shipment_id = s.id
WHERE (v.market, v.customs_office, v.broker_id, v.container_number) IS DISTINCT FROM (s.market, s.customs_office, s.broker_id, s.container_number);
-- Of a kind one span is open at a time.
SELECT 'spans overlap' AS broken, v.shipment_id::text || ' ' || v.kind AS subject FROM visit_span v
JOIN visit_span o ON o.shipment_id = v.shipment_id AND o.kind = v.kind AND o.opened_at > v.opened_at AND o.opened_at < v.closed_at;
-- Every hold, release and inspection step has its audit entry.
SELECT 'control without audit' AS broken, f.id::text AS subject FROM (
  SELECT shipment_id AS id, 'shipment.held' AS action, count(*) AS n FROM shipment_hold GROUP BY 1
  UNION ALL SELECT shipment_id, 'shipment.hold-released', count(*) FROM shipment_hold_release GROUP BY 1
  UNION ALL SELECT shipment_id, 'shipment.inspection-' || step, count(*) FROM inspection_fact GROUP BY 1, 2) f
WHERE f.n <> (SELECT count(*) FROM audit_entry a WHERE a.subject_id = f.id::text AND a.action = f.action);
-- Every version but the present one is kept, and each was brought by an accepted amendment.
SELECT 'versions are not kept' AS broken, d.id::text AS subject FROM declaration d
WHERE d.version <> 1 + (SELECT count(*) FROM declaration_version v WHERE v.declaration_id = d.id)
   OR d.version <> 1 + (SELECT count(*) FROM amendment a WHERE a.declaration_id = d.id AND a.kind = 'amend' AND a.state = 'accepted');
-- Asking for an amendment and deciding it are remembered.
SELECT 'amendment without audit' AS broken, a.declaration_id::text || ' ' || a.number AS subject FROM amendment a
WHERE (SELECT count(*) FROM audit_entry e WHERE e.subject_type = 'declaration' AND e.subject_id = a.declaration_id::text
    AND e.action LIKE 'amendment.%' AND e.detail ->> 'amendment' = a.number::text) <> CASE a.state WHEN 'pending' THEN 1 ELSE 2 END;
-- An excluded firm has no reminder yet, and what a firm acknowledges stands in its reminder.
SELECT 'excluded and reminded' AS broken, x.id::text AS subject FROM period_exclusion x
JOIN reminder r ON r.market = x.market AND r.month = x.period AND r.broker_id = x.broker_id
  AND x.kind = CASE r.kind WHEN 'reminder' THEN 'monthly-reminder' ELSE 'pre-close-warning' END WHERE x.included_at IS NULL AND x.revision = 1;
SELECT 'acknowledged what was not told' AS broken, a.reminder_id::text || ' ' || a.kind AS subject FROM reminder_acknowledgement a
JOIN reminder r ON r.id = a.reminder_id
WHERE r.broker_id <> a.broker_id OR NOT EXISTS (SELECT 1 FROM jsonb_array_elements(r.items) i WHERE i ->> 'kind' = a.kind AND i -> 'subject' ->> 'id' = a.subject_id::text);
-- Who made a reminder known: one audit entry each.
SELECT 'reminder without audit' AS broken, r.id::text AS subject FROM reminder r
WHERE 1 <> (SELECT count(*) FROM audit_entry e WHERE e.subject_id = r.id::text AND e.action = CASE r.kind WHEN 'reminder' THEN 'reminder.created' ELSE 'reminder.pre-close' END);
-- Versions of a trade rule are counted without a gap, and each has its audit entry.
SELECT 'rule versions and audit differ' AS broken, r.code AS subject FROM trade_rule r GROUP BY r.code
HAVING max(r.version) <> count(*) OR count(*) <> (SELECT count(*) FROM audit_entry a WHERE a.action = 'trade-rule.appended' AND a.subject_id = r.code);
-- A trade record, a line of it, and a bank's reference are reserved by one declaration.
SELECT 'reserved twice' AS broken, r.kind || ' ' || r.number AS subject FROM reservation r
JOIN reservation other ON other.kind = r.kind AND other.number = r.number AND other.declaration_id > r.declaration_id AND other.held
WHERE r.held AND (r.line IS NULL OR other.line IS NULL OR r.line = other.line);
-- Only a live declaration reserves anything, and each has a reservation for what it says.
SELECT 'reserved by what is not live' AS broken, d.id::text AS subject FROM declaration d
WHERE d.status IN ('draft', 'cancelled') AND EXISTS (SELECT 1 FROM reservation r WHERE r.declaration_id = d.id AND r.held);
SELECT 'trade record without its reservation' AS broken, d.id::text AS subject FROM declaration d
WHERE d.status NOT IN ('draft', 'returned', 'cancelled') AND d.header ? 'tradeRecord'
  AND NOT EXISTS (SELECT 1 FROM reservation r WHERE r.declaration_id = d.id AND r.kind = 'trade-record');
SELECT 'payment without its reservation' AS broken, f.id::text AS subject FROM fx_receipt f
WHERE NOT EXISTS (SELECT 1 FROM reservation r WHERE r.declaration_id = f.declaration_id AND r.kind = 'bank-reference');
-- What is owed is found by the row of the declaration: it says when it was filed after the closing, and when enough was paid.
SELECT 'row and filings differ' AS broken, d.id::text AS subject FROM declaration d
WHERE d.exemption_filed_on IS DISTINCT FROM (SELECT min(filed_on) FROM exemption_filing x WHERE x.declaration_id = d.id
    AND (d.closed_at IS NULL OR x.filed_on >= (d.closed_at AT TIME ZONE 'Asia/Shanghai')::date))
  OR d.paid_up_on < (SELECT min(received_on) FROM fx_receipt f WHERE f.declaration_id = d.id)
  OR NOT EXISTS (SELECT 1 FROM declaration_version v WHERE v.declaration_id = d.id) AND (d.paid_up_on IS NOT NULL) <> ((
    SELECT sum(f.value_usd) >= d.total_usd * (1 - max(f.tolerance_percent) / 100) FROM fx_receipt f WHERE f.declaration_id = d.id) IS TRUE);
-- Answers to warnings are counted without a gap, each with its audit entry, and belong to the firm of the declaration.
SELECT 'acknowledgements and audit differ' AS broken, a.declaration_id::text AS subject FROM finding_acknowledgement a JOIN declaration d ON d.id = a.declaration_id
GROUP BY a.declaration_id HAVING max(a.number) <> count(*) OR bool_or(a.broker_id <> d.broker_id)
  OR count(*) <> (SELECT count(*) FROM audit_entry e WHERE e.action = 'declaration.finding-acknowledged' AND e.subject_id = a.declaration_id::text);
-- For every market and firm: all frozen statements, and what is posted in weeks that are not settled, are today's view of the ledger.
-- A firm that was left out of a settled week has no statement yet; the market's has what it posted.
SELECT 'statements and ledger differ' AS broken, market || ' ' || coalesce(firm::text, 'market') || ' ' || country AS subject FROM (
  SELECT s.market, s.broker_id AS firm, l.country, l.value_cny AS cny, l.value_usd AS usd, l.net_weight_kg AS kg, l.declarations AS n
  FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id
  UNION ALL
  SELECT f.market, x.firm, f.country, f.value_cny, f.value_usd, f.net_weight_kg, f.declarations_by_country
  FROM export_fact f CROSS JOIN LATERAL (VALUES (f.broker_id), (NULL)) AS x (firm)
  WHERE NOT EXISTS (SELECT 1 FROM settlement s WHERE s.market = f.market AND s.week = f.settlement_week AND s.broker_id IS NOT DISTINCT FROM x.firm)
  UNION ALL
  SELECT f.market, x.firm, f.country, -f.value_cny, -f.value_usd, -f.net_weight_kg, -f.declarations_by_country
  FROM export_fact f CROSS JOIN LATERAL (VALUES (f.broker_id), (NULL)) AS x (firm)
  WHERE f.entry = 'book' AND NOT EXISTS (SELECT 1 FROM export_fact r WHERE r.reverses = f.id)) v
GROUP BY market, firm, country HAVING sum(cny) <> 0 OR sum(usd) <> 0 OR sum(kg) <> 0 OR sum(n) <> 0;
-- In a settled week every firm has its statement or the reason why it has none.
SELECT 'neither stated nor excluded' AS broken, s.market || ' ' || s.week || ' ' || f.broker_id AS subject FROM settlement s
JOIN LATERAL (SELECT DISTINCT broker_id FROM export_fact f WHERE f.market = s.market AND f.settlement_week = s.week) f ON true
WHERE s.broker_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM settlement o WHERE o.market = s.market AND o.week = s.week AND o.broker_id = f.broker_id)
  AND NOT EXISTS (SELECT 1 FROM period_exclusion x
    WHERE x.kind = 'weekly-settlement' AND x.market = s.market AND x.period = s.week AND x.revision = 1 AND x.broker_id = f.broker_id);
-- Nobody is left out and stated by the same run; whoever is included later has a statement.
SELECT 'excluded and stated' AS broken, x.market || ' ' || x.period || ' ' || x.broker_id AS subject FROM period_exclusion x
JOIN settlement s ON s.market = x.market AND s.week = x.period AND s.broker_id = x.broker_id
WHERE x.kind = 'weekly-settlement' AND x.revision = 1 AND (x.included_at IS NULL OR s.run = 1 AND s.finished_at = x.excluded_at);
-- A bridge leads from each stage to the next, to the cent.
SELECT 'a bridge does not tie' AS broken, s.market || ' ' || s.week || ' ' || coalesce(s.broker_id::text, 'market') || ' ' || v.a AS subject
FROM settlement s CROSS JOIN (VALUES ('declared', 'released'), ('released', 'closed'), ('closed', 'settled')) AS v (a, b)
CROSS JOIN (VALUES ('valueCny'), ('valueUsd'), ('declarations')) AS m (measure)
WHERE (s.statement -> v.a ->> m.measure)::numeric
  + (SELECT sum((e ->> m.measure)::numeric) FROM jsonb_array_elements(s.statement -> 'bridge') AS e WHERE e ->> 'from' = v.a)
  <> (s.statement -> v.b ->> m.measure)::numeric;
-- A step of a bridge is the sum of the declarations behind it.
SELECT 'a step and its declarations differ' AS broken, s.market || ' ' || s.week || ' ' || coalesce(s.broker_id::text, 'market') || ' ' || (b ->> 'step') AS subject
FROM settlement s CROSS JOIN LATERAL jsonb_array_elements(s.statement -> 'bridge') b
CROSS JOIN LATERAL (SELECT coalesce(sum(t.declarations), 0) AS n, coalesce(sum(t.value_cny), 0) AS cny, coalesce(sum(t.value_usd), 0) AS usd
  FROM settlement_step t WHERE t.market = s.market AND t.week = s.week AND t.run = s.run AND t.step = b ->> 'step'
    AND (s.broker_id IS NULL OR t.broker_id = s.broker_id)) t
WHERE t.n <> (b ->> 'declarations')::numeric OR t.cny <> (b ->> 'valueCny')::numeric OR t.usd <> (b ->> 'valueUsd')::numeric;
-- The ladder counts what is open as released and not closed.
SELECT 'ladder and open items differ' AS broken, s.market || ' ' || s.week AS subject FROM settlement s
WHERE (SELECT sum((r ->> 'declarations')::integer) FROM jsonb_array_elements(s.statement -> 'releasedNotClosed') r)
  <> coalesce((s.statement -> 'openItems' -> 'byKind' ->> 'released-not-closed')::integer, 0);
-- A receipt of a declaration is read by the table, or waits for its code.
SELECT 'receipt neither read nor parked' AS broken, id::text AS subject FROM receipt
WHERE declaration_id IS NOT NULL AND (meaning IS NULL) <> (parked_reason IS NOT NULL OR dismissed_at IS NOT NULL);
-- Whatever was parked and is no longer was settled at an instant, and what it waited for follows without a gap.
SELECT 'settled without its instant' AS broken, r.id::text AS subject FROM receipt r JOIN audit_entry a ON a.action = 'receipt.parked' AND a.detail ->> 'receipt' = r.id::text
WHERE r.parked_reason IS NULL AND NOT EXISTS (SELECT 1 FROM receipt_parking k WHERE k.receipt_id = r.id AND k.settled);
SELECT 'parkings have a gap' AS broken, receipt_id::text AS subject FROM (
  SELECT *, lag(until) OVER w AS before, lag(settled) OVER w AS was_settled, row_number() OVER w AS place FROM receipt_parking
  WINDOW w AS (PARTITION BY receipt_id ORDER BY number)) k
WHERE number <> place OR since <> CASE WHEN was_settled IS FALSE THEN before ELSE opened_at END;
-- A code of a channel means one thing on a day.
SELECT 'receipt codes overlap' AS broken, a.channel || ' ' || a.code AS subject FROM receipt_code a
JOIN receipt_code b ON b.channel = a.channel AND b.code = a.code AND b.id > a.id
WHERE a.valid_from <= coalesce(b.valid_to, 'infinity') AND b.valid_from <= coalesce(a.valid_to, 'infinity')
  AND coalesce(a.valid_to, 'infinity') >= a.valid_from AND coalesce(b.valid_to, 'infinity') >= b.valid_from;
-- An item belongs to a run (no foreign key says so), a market's day has one official result, and its revisions have no gap.
SELECT 'clearance item without a run' AS broken, run_id::text AS subject FROM clearance_item WHERE run_id NOT IN (SELECT id FROM clearance_run);
SELECT 'results of a day have a gap' AS broken, market || ' ' || day::text AS subject FROM clearance_run
GROUP BY market, day HAVING min(revision) <> 1 OR max(revision) <> count(*);
-- What was finished was claimed, and exactly one claim finished it.
SELECT 'finished without its claim' AS broken, p.kind || ' ' || p.market || ' ' || p.period AS subject FROM period_run p
WHERE (SELECT count(*) FROM period_attempt a JOIN period_attempt_end e ON e.attempt_id = a.id AND e.outcome = 'finished'
  WHERE (a.kind, a.market, a.period) = (p.kind, p.market, p.period)) <> (p.state = 'finished')::integer;
-- What stands in the ledger about the last failure is what its claim ended with.
SELECT 'wait without a failure' AS broken, p.kind || ' ' || p.market || ' ' || p.period AS subject FROM period_run p
WHERE p.next_attempt_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM period_attempt a JOIN period_attempt_end e ON e.attempt_id = a.id
  WHERE (a.kind, a.market, a.period) = (p.kind, p.market, p.period) AND e.outcome = 'failed' AND e.next_attempt_at = p.next_attempt_at);
-- An endpoint's deliveries are numbered without gaps, up to the last number; what is delivered was answered well.
SELECT 'webhook numbers have gaps' AS broken, w.id::text AS subject FROM webhook w
JOIN (SELECT webhook_id, count(*) AS n, min(number) AS low, max(number) AS high FROM webhook_delivery GROUP BY 1) d ON d.webhook_id = w.id
WHERE d.high <> w.last_number OR d.n <> d.high - d.low + 1;
SELECT 'delivered without an answer' AS broken, d.id::text AS subject FROM webhook_delivery d
WHERE d.state = 'delivered' AND NOT EXISTS (SELECT 1 FROM webhook_attempt a WHERE a.delivery_id = d.id AND a.status BETWEEN 200 AND 299);
-- A mail is of the reminder of the firm it is sent to.
SELECT 'mail to another firm' AS broken, m.id::text AS subject FROM notice_mail m JOIN reminder r ON r.id = m.reminder_id WHERE r.broker_id <> m.organisation_id;

-- Who has to move next is what waits: a request that was sent or asked for is the declaration's next step, or behind one.
SELECT 'next step misses what waits' AS broken, w.id::text || ' ' || w.step AS subject FROM (
  SELECT declaration_id AS id, 'answer-correction' AS step FROM correction WHERE state = 'sent'
  UNION ALL SELECT declaration_id, 'review-answer' FROM correction WHERE state = 'answered'
  UNION ALL SELECT declaration_id, 'decide-amendment' FROM amendment WHERE state = 'pending') w
JOIN declaration d ON d.id = w.id AND d.status <> 'cancelled'
WHERE NOT coalesce(d.next_steps, '[]') @> jsonb_build_array(jsonb_build_object('step', w.step));
SELECT 'next step is not the first' AS broken, id::text AS subject FROM declaration
WHERE next_steps IS NOT NULL AND (next_actor, next_due_at) IS DISTINCT FROM (next_steps -> 0 ->> 'actor', (next_steps -> 0 ->> 'dueAt')::timestamptz);
-- A thread says what its request has come to, and every step of it is remembered.
SELECT 'thread and request differ' AS broken, c.declaration_id::text || ' ' || c.number AS subject FROM correction c
LEFT JOIN LATERAL (SELECT kind FROM correction_message m WHERE m.declaration_id = c.declaration_id AND m.number = c.number
  ORDER BY position DESC LIMIT 1) m ON true
WHERE c.sent_at IS NULL AND m.kind IS NOT NULL OR c.sent_at IS NOT NULL AND c.state IS DISTINCT FROM
  CASE m.kind WHEN 'asked' THEN 'sent' WHEN 'asked-again' THEN 'sent' ELSE m.kind END;
SELECT 'correction without audit' AS broken, m.declaration_id::text || ' ' || m.number AS subject FROM correction_message m
GROUP BY m.declaration_id, m.number, m.kind
HAVING count(*) <> (SELECT count(*) FROM audit_entry e WHERE e.subject_type = 'declaration' AND e.subject_id = m.declaration_id::text
  AND e.action = 'correction.' || m.kind AND e.detail ->> 'correction' = m.number::text);

-- The counts of an import are those of what became of its declarations, also while it is under way and after it failed.
SELECT 'import counts otherwise' AS broken, f.id::text AS subject FROM import_file f
LEFT JOIN LATERAL (SELECT count(*) AS done, count(*) FILTER (WHERE outcome = 'created') AS created,
    count(*) FILTER (WHERE outcome = 'replaced') AS replaced, count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged,
    count(*) FILTER (WHERE outcome = 'refused') AS rejected, count(*) FILTER (WHERE submittable) AS submittable
  FROM import_outcome o WHERE o.import_id = f.id) o ON true
WHERE (f.done, f.created, f.replaced, f.unchanged, f.rejected, f.submittable, f.accepted)
  <> (o.done, o.created, o.replaced, o.unchanged, o.rejected, o.submittable, f.created + f.replaced)
  OR f.state = 'finished' AND f.done <> f.declarations;

-- Every entry of the audit trail is in a seal, or noted for the next one.
SELECT 'audit entries outside the seals' AS broken, concat_ws(' ', e.n, u.n, s.n) AS subject
FROM (SELECT count(*) AS n FROM audit_entry) e, (SELECT count(*) AS n FROM audit_unsealed) u,
  (SELECT coalesce(sum(cardinality(entry_ids)), 0) AS n FROM audit_seal) s
WHERE e.n <> u.n + s.n;
