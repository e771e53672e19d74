import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect } from '../src/platform/database/protect.js';

const VISIBLE = 'EXISTS (SELECT 1 FROM receipt r WHERE r.id = receipt_id)';

/** When parked receipts were settled, codes that mean information, and open items whose clock stands still. */
export class ReceiptSettlings1000000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await parkings(runner);
    await pauses(runner);
    await runner.query(`ALTER TABLE receipt_code DROP CONSTRAINT receipt_code_meaning_check,
      ADD CHECK (meaning IN ('accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled', 'information'))`);
    // Row-level security is forced on the owner as well: only the service's own role reads and writes the rows.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(FROM_AUDIT_TRAIL);
    await runner.query(DISMISSED);
    await codes(runner);
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function parkings(runner: QueryRunner): Promise<void> {
  await runner.query(`
    -- parked_at: since when it is parked, where that is not from its arrival on.
    ALTER TABLE receipt ADD COLUMN parked_at timestamptz, ADD COLUMN dismissed_at timestamptz,
      ADD CHECK (dismissed_at IS NULL OR parked_reason IS NULL);
    GRANT UPDATE (parked_at, dismissed_at) ON receipt TO loomgate_broker, loomgate_officer, loomgate_admin, loomgate_system;
    -- A time that is over in which a receipt was parked. A row ends where the receipt is settled, or is parked on with another
    -- declaration or office; opened_at is the beginning of all of them.
    CREATE TABLE receipt_parking (
      receipt_id uuid NOT NULL REFERENCES receipt (id),
      number integer NOT NULL,
      opened_at timestamptz NOT NULL,
      since timestamptz NOT NULL CHECK (since >= opened_at),
      until timestamptz NOT NULL CHECK (until >= since),
      settled boolean NOT NULL,
      reason text NOT NULL,
      customs_office text,
      declaration_id uuid REFERENCES declaration (id),
      PRIMARY KEY (receipt_id, number)
    );
    CREATE INDEX receipt_parking_until ON receipt_parking (until)`);
  const rule = { rows: VISIBLE, verbs: APPEND_ONLY };
  await protect(runner, 'receipt_parking', { broker: rule, officer: rule }, APPEND_ONLY);
}

/** While a request for corrections waits for its broker, an item of customs has no due time. */
async function pauses(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE clearance_item ALTER COLUMN due_at DROP NOT NULL;
    -- As before, and by which day the broker was asked to answer.
    CREATE OR REPLACE VIEW correction_pause WITH (security_invoker = true) AS
      SELECT declaration_id, number, broker_id, 'customs'::text AS side, since, until, due_on
      FROM (SELECT declaration_id, number, broker_id, kind, at AS since, due_on,
              lead(at) OVER (PARTITION BY declaration_id, number ORDER BY position) AS until
            FROM correction_message) m
      WHERE kind IN ('asked', 'asked-again')`);
}

/** How receipts were parked and settled before, as the audit trail has it; where that says nothing, nothing is known. */
export const FROM_AUDIT_TRAIL = `
  WITH parked AS MATERIALIZED (
    SELECT (detail ->> 'receipt')::uuid AS id, at, true AS parked, subject_type = 'declaration' AS placed, detail ->> 'reason' AS reason
    FROM audit_entry WHERE action = 'receipt.parked'),
  step AS (
    SELECT * FROM parked
    UNION ALL
    SELECT subject_id::uuid, at, detail ->> 'parkedReason' IS NOT NULL, detail ->> 'declarationId' IS NOT NULL, detail ->> 'parkedReason'
    FROM audit_entry WHERE action = 'receipt.settled'
    UNION ALL
    SELECT subject_id::uuid, at, false, false, NULL FROM audit_entry WHERE action = 'receipt.dismissed'
    UNION ALL
    SELECT (detail ->> 'receipt')::uuid, at, false, true, NULL FROM audit_entry
    WHERE action = 'receipt.applied' AND (detail ->> 'receipt')::uuid IN (SELECT id FROM parked)),
  span AS (
    SELECT s.*, r.received_at, r.customs_office, r.declaration_id, row_number() OVER w AS number,
      lead(greatest(s.at, r.received_at)) OVER w AS until, lead(NOT s.parked) OVER w AS settled
    FROM step s JOIN receipt r ON r.id = s.id
    WINDOW w AS (PARTITION BY s.id ORDER BY s.at, s.parked DESC))
  INSERT INTO receipt_parking (receipt_id, number, opened_at, since, until, settled, reason, customs_office, declaration_id)
  SELECT id, number, received_at, CASE number WHEN 1 THEN received_at ELSE greatest(at, received_at) END, until, settled, reason,
    customs_office, CASE WHEN placed THEN declaration_id END
  FROM span WHERE parked AND until IS NOT NULL`;

const DISMISSED = `
  UPDATE receipt r SET dismissed_at = a.at FROM audit_entry a
  WHERE a.action = 'receipt.dismissed' AND a.subject_id = r.id::text AND r.parked_reason IS NULL`;

/**
 * The other codes of the Single Window. Public clients disagree on some of them (B, G, U, N, S), and the rest moves nothing: all
 * are kept and shown without effect. A code that an administrator has mapped already stays as it is.
 */
async function codes(runner: QueryRunner): Promise<void> {
  const names = {
    ...{
      S0: '暂存成功',
      F1: '暂存失败',
      E0: '已申报',
      E1: '申报成功',
      '7': '申报成功',
      Y: '申报失败',
      H: '挂起',
      M: '重审',
    },
    ...{ G: '已审结/接单交单', J: '无纸化审结', W: '无纸验放', T: '需交税费', '#': '准予进卡', X: '准予进港' },
    ...{ U: '重新申报', N: '重传', S: '施检/处理失败', B: '担保放行', K: '无纸化担保放行' },
  };
  const rows = Object.entries(names).map(([code, name]) => ({ code, name }));
  await runner.query(
    `INSERT INTO receipt_code (id, channel, code, meaning, name, valid_from)
     SELECT gen_random_uuid(), 'single-window', code, 'information', name, '2013-01-01'
     FROM jsonb_to_recordset($1::jsonb) AS c (code text, name text)
     WHERE NOT EXISTS (SELECT 1 FROM receipt_code t WHERE t.channel = 'single-window' AND t.code = c.code)`,
    [JSON.stringify(rows)],
  );
}
