import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN_OFFICE, protect, READ } from '../src/platform/database/protect.js';

const VISIBLE = 'EXISTS (SELECT 1 FROM declaration d WHERE d.id = declaration_id)';
const SELF = `nullif(current_setting('app.key', true), '')::uuid`;

/**
 * What officers looked at because of a lane, as facts; and for how long the control of a lane was missing, computed from them. A
 * broker may see none of it: it would give the lane away.
 */
export class LaneChecks1000000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lane_check (
        declaration_id uuid NOT NULL,
        submission_number integer NOT NULL,
        control text NOT NULL CHECK (control IN ('papers', 'goods')),
        result text NOT NULL CHECK (result IN ('conforms', 'differs')),
        note text,
        checked_at timestamptz NOT NULL,
        checked_by uuid NOT NULL,
        checked_by_name text NOT NULL,
        PRIMARY KEY (declaration_id, submission_number, control),
        FOREIGN KEY (declaration_id, submission_number) REFERENCES lane_draw (declaration_id, submission_number)
      );
      CREATE TABLE lane_span (
        declaration_id uuid NOT NULL REFERENCES declaration (id),
        kind text NOT NULL CHECK (kind IN ('released-against-lane', 'blue-check-due')),
        opened_at timestamptz NOT NULL,
        closed_at timestamptz NOT NULL CHECK (closed_at > opened_at),
        market text NOT NULL,
        customs_office text,
        PRIMARY KEY (declaration_id, kind, opened_at)
      );
      CREATE INDEX lane_span_market ON lane_span (market, closed_at)`);
    await protect(runner, 'lane_check', { officer: { rows: VISIBLE, verbs: READ } }, READ);
    await runner.query(`
      GRANT INSERT ON lane_check TO loomgate_officer;
      CREATE POLICY officer_checks ON lane_check FOR INSERT TO loomgate_officer
        WITH CHECK (${VISIBLE} AND checked_by = ${SELF})`);
    // A broker's question about open items names the table, and finds nothing in it.
    await protect(runner, 'lane_span', {
      broker: { rows: 'false', verbs: READ },
      officer: { rows: OWN_OFFICE, verbs: READ },
      admin: { rows: true, verbs: READ },
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
