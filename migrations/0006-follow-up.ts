import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

/** What is open between two instants is found among the few that moved since the first one: these lead there. */
async function forOpenItems(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE INDEX open_items_cancelled ON declaration (market, cancelled_at) WHERE cancelled_at IS NOT NULL;
    CREATE INDEX open_items_filed_again ON submission (filed_at) WHERE number > 1;
    CREATE INDEX open_items_visit_ended ON shipment (market, visit_ended_at) WHERE visit_ended_at IS NOT NULL`);
}

/** What 日清, 周结 and 月提醒 leave behind: frozen, with a digest. */
export class FollowUp1000000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clearance_run (
        id uuid PRIMARY KEY,
        market text NOT NULL REFERENCES market (code),
        day date NOT NULL,
        cut_off_at timestamptz NOT NULL,
        brought_forward integer NOT NULL,
        opened integer NOT NULL,
        cleared integer NOT NULL,
        carried_over integer NOT NULL,
        digest text NOT NULL,
        finished_at timestamptz NOT NULL,
        UNIQUE (market, day),
        CHECK (brought_forward + opened - cleared = carried_over)
      );
      CREATE TABLE clearance_item (
        run_id uuid NOT NULL REFERENCES clearance_run (id),
        kind text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        subject text NOT NULL,
        broker_id uuid,
        opened_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        level text NOT NULL,
        owner text NOT NULL,
        PRIMARY KEY (run_id, kind, subject_id)
      );
      CREATE TABLE settlement (
        id uuid PRIMARY KEY,
        market text NOT NULL REFERENCES market (code),
        week text NOT NULL,
        broker_id uuid REFERENCES organisation (id),
        statement jsonb NOT NULL,
        digest text NOT NULL,
        finished_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX settlement_once ON settlement (market, week, coalesce(broker_id, '00000000-0000-0000-0000-000000000000'));
      CREATE INDEX settlement_broker ON settlement (broker_id, week);
      CREATE TABLE settlement_line (
        settlement_id uuid NOT NULL REFERENCES settlement (id),
        line text NOT NULL CHECK (line IN ('week', 'adjustment')),
        of_week text NOT NULL,
        country text NOT NULL,
        declarations integer NOT NULL,
        value_cny numeric(20, 2) NOT NULL,
        value_usd numeric(20, 2) NOT NULL,
        net_weight_kg numeric(20, 5) NOT NULL,
        PRIMARY KEY (settlement_id, line, of_week, country)
      );
      CREATE TABLE reminder (
        id uuid PRIMARY KEY,
        market text NOT NULL REFERENCES market (code),
        month text NOT NULL,
        broker_id uuid NOT NULL REFERENCES organisation (id),
        items jsonb NOT NULL,
        digest text NOT NULL,
        created_at timestamptz NOT NULL,
        UNIQUE (market, month, broker_id)
      );
      CREATE INDEX reminder_broker ON reminder (broker_id, month);
      CREATE INDEX settlement_market ON settlement (market, week);
      CREATE INDEX reminder_month ON reminder (month, market);
      CREATE INDEX period_run_due ON period_run (due_at, kind, market, period)`);
    await forOpenItems(runner);
    const officer = { rows: true as const, verbs: READ };
    await protect(runner, 'clearance_run', { officer }, APPEND_ONLY);
    await protect(runner, 'clearance_item', { officer, broker: { rows: OWN, verbs: READ } }, APPEND_ONLY);
    await protect(runner, 'settlement', { officer, broker: { rows: OWN, verbs: READ } }, APPEND_ONLY);
    const visible = 'EXISTS (SELECT 1 FROM settlement s WHERE s.id = settlement_id)';
    await protect(runner, 'settlement_line', { officer, broker: { rows: visible, verbs: READ } }, APPEND_ONLY);
    await protect(runner, 'reminder', { officer, broker: { rows: OWN, verbs: READ } }, APPEND_ONLY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
