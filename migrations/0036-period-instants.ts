import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As `obligations.repository.ts` computes it for payments that were not valued when they were recorded. */
const PAID_UP_ON = `
  SELECT min(step.day) FROM (
    SELECT t.received_on AS day, sum(CASE
        WHEN p.currency = c.currency AND c.total_declared > 0 THEN round(p.amount * c.total_usd / c.total_declared, 2)
        WHEN p.currency = 'USD' THEN p.amount
        WHEN p.currency = 'CNY' AND c.total_cny > 0 THEN round(p.amount * c.total_usd / c.total_cny, 2)
        ELSE coalesce((SELECT round(p.amount * r.to_usd, 2) FROM customs_rate r
          WHERE r.month = c.valuation ->> 'month' AND r.currency = p.currency AND r.replaced_at IS NULL), 0) END) AS paid
    FROM (SELECT DISTINCT received_on FROM fx_receipt WHERE declaration_id = c.id) t
    JOIN fx_receipt p ON p.declaration_id = c.id AND p.received_on <= t.received_on GROUP BY t.received_on) step
  WHERE step.paid >= c.total_usd * 0.95`;

/** What days, weeks and months are frozen by has an instant of its own: payments that make up a value, filings after the closing. */
export class PeriodInstants1000000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fx_receipt ADD COLUMN value_usd numeric(19, 2), ADD COLUMN tolerance_percent numeric(4, 2);
      ALTER TABLE exemption_filing DROP CONSTRAINT exemption_filing_pkey, ADD PRIMARY KEY (declaration_id, filed_on);
      ALTER TABLE declaration RENAME COLUMN first_paid_on TO paid_up_on;
      -- From when on a posting holds: of a closing its time, of an amendment its decision, of a cancellation its time.
      ALTER TABLE export_fact ADD COLUMN effective_at timestamptz;
      -- What was filed, for the weeks it was in: a returned declaration is filed again with another content.
      ALTER TABLE submission ADD COLUMN fob_cny numeric(19, 2), ADD COLUMN fob_usd numeric(19, 2), ADD COLUMN containers text[];
      CREATE INDEX declaration_version_replaced ON declaration_version (replaced_at)`);
    // Row-level security is forced on the owner as well. Only rows that something was filed or paid for are looked at.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(`
      UPDATE declaration d SET paid_up_on = f.paid_on
      FROM (SELECT c.id, (${PAID_UP_ON}) AS paid_on FROM declaration c WHERE c.paid_up_on IS NOT NULL) f
      WHERE d.id = f.id AND d.paid_up_on IS DISTINCT FROM f.paid_on`);
    await runner.query(`
      UPDATE declaration SET exemption_filed_on = NULL
      WHERE exemption_filed_on < (closed_at AT TIME ZONE 'Asia/Shanghai')::date`);
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
