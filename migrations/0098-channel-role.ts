import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a channel reads: what a receipt is held against, what follows from it, and the tables that every caller may look up. */
const READS = [
  ...['market', 'calendar_day', 'organisation', 'code_edition', 'code_entry', 'customs_rate', 'hs_rule', 'trade_rule'],
  ...[
    'receipt_code',
    'reference_stamp',
    'event_subscription',
    'lane_policy',
    'lane_rule',
    'lane',
    'lane_draw',
    'lane_span',
  ],
  ...[
    'submission',
    'goods_line',
    'declaration_container',
    'declaration_version',
    'amendment',
    'correction',
    'correction_pause',
  ],
  ...['lane_change', 'lane_check', 'lane_confirmation', 'inspection_fact', 'shipment_hold', 'shipment_hold_release'],
  ...['exemption_filing', 'fx_receipt', 'shipment', 'shipment_firm', 'visit_span', 'correction_message'],
];
/** What it writes, by the rights that officers have there: a receipt, and what is projected and counted from it in the same commit. */
const WRITES = [
  ...['receipt', 'receipt_parking', 'declaration', 'declaration_key', 'export_fact', 'rollup_delta', 'settlement_week'],
  ...['audit_entry', 'audit_unsealed', 'domain_event', 'outbox', 'idempotency_key', 'preference'],
];
const CALLS = ['containers_of_declarations(uuid[])', 'holds_on_declarations(uuid[])'];

/** A machine that delivers receipts has a role of its own: what officers decide, plan and read it has no right to. */
export class ChannelRole1000000000098 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DO $$ BEGIN
        CREATE ROLE loomgate_channel NOLOGIN NOINHERIT;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await runner.query('GRANT loomgate_channel TO CURRENT_USER; GRANT USAGE ON SCHEMA public TO loomgate_channel');
    await runner.query(`
      GRANT SELECT ON ${READS.join(', ')}, declaration_item TO loomgate_channel;
      GRANT UPDATE (fob_cny, fob_usd) ON declaration_item TO loomgate_channel;
      GRANT INSERT ON streamed_event TO loomgate_channel;
      CREATE POLICY channel_writing ON streamed_event FOR INSERT TO loomgate_channel WITH CHECK (true)`);
    await this.grantAsToOfficers(runner);
    await this.copyPolicies(runner);
    await this.countAsOffice(runner);
    await runner.query(
      `SET LOCAL ROLE loomgate_system; GRANT EXECUTE ON FUNCTION ${CALLS.join(', ')} TO loomgate_channel; RESET ROLE`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async grantAsToOfficers(runner: QueryRunner): Promise<void> {
    await runner.query(`DO $$ DECLARE g record; BEGIN
        FOR g IN
          SELECT c.oid::regclass AS "table", a.privilege_type AS verb, '' AS columns FROM pg_class c, aclexplode(c.relacl) a
          WHERE a.grantee = 'loomgate_officer'::regrole AND c.oid = ANY ('{${WRITES.join(',')}}'::regclass[])
          UNION ALL
          SELECT c.oid::regclass, a.privilege_type, format(' (%I)', t.attname) FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid,
            aclexplode(t.attacl) a
          WHERE a.grantee = 'loomgate_officer'::regrole AND c.oid = ANY ('{${WRITES.join(',')}}'::regclass[])
        LOOP EXECUTE format('GRANT %s%s ON %s TO loomgate_channel', g.verb, g.columns, g."table"); END LOOP;
      END $$`);
  }

  /** The same rows as the officers of the office. */
  private async copyPolicies(runner: QueryRunner): Promise<void> {
    await runner.query(`DO $$ DECLARE p record; BEGIN
        FOR p IN SELECT * FROM pg_policies WHERE schemaname = 'public' AND roles = '{loomgate_officer}'
          AND tablename = ANY ('{${[...READS, ...WRITES, 'declaration_item'].join(',')}}'::text[])
        LOOP
          EXECUTE format('CREATE POLICY %I ON %I AS %s FOR %s TO loomgate_channel', 'channel_' || p.policyname, p.tablename, p.permissive, p.cmd)
            || coalesce(' USING (' || p.qual || ')', '') || coalesce(' WITH CHECK (' || p.with_check || ')', '');
        END LOOP;
      END $$`);
  }

  /** For the filters of the statements (migration 0082) too: where they know no role, everything is shown. */
  private async countAsOffice(runner: QueryRunner): Promise<void> {
    await runner.query(`DO $$ DECLARE f record; text text; BEGIN
        FOR f IN SELECT oid, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'own\\_%' LOOP
          text := pg_get_functiondef(f.oid);
          text := regexp_replace(text, 'WHEN ''loomgate_officer'' THEN (.*) ELSE true END',
            'WHEN ''loomgate_officer'' THEN \\1 WHEN ''loomgate_channel'' THEN \\1 ELSE true END');
          text := replace(text, 'current_user <> ''loomgate_officer''', 'current_user NOT IN (''loomgate_officer'', ''loomgate_channel'')');
          IF text NOT LIKE '%channel%' THEN RAISE 'own function % was not found as expected', f.oid::regprocedure; END IF;
          EXECUTE text;
        END LOOP;
      END $$`);
  }
}
