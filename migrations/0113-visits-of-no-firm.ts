import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'shipment',
  'shipment_event',
  'shipment_hold',
  'shipment_hold_release',
  'inspection',
  'inspection_fact',
  'visit_span',
  'visit_explanation',
];

/** An officer opens the visit of a container that no firm's papers name yet: it is no firm's until they do. */
export class VisitsOfNoFirm1000000000113 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`ALTER TABLE ${table} ALTER COLUMN broker_id DROP NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
