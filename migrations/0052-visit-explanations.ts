import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

/** Two more kinds of what is open of a container, and the notes of officers that settle them. */
export class VisitExplanations1000000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE visit_span DROP CONSTRAINT visit_span_kind_check,
        ADD CONSTRAINT visit_span_kind_check CHECK (kind IN ('inspection-unfinished', 'opened-not-resealed', 'released-not-left',
          'left-not-loaded', 'left-while-held', 'sealed-otherwise'));
      CREATE TABLE visit_explanation (
        id uuid PRIMARY KEY,
        shipment_id uuid NOT NULL REFERENCES shipment (id),
        broker_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('left-while-held', 'sealed-otherwise')),
        note text NOT NULL,
        explained_at timestamptz NOT NULL,
        actor_name text NOT NULL
      );
      CREATE INDEX visit_explanation_shipment ON visit_explanation (shipment_id)`);
    const inVisibleShipment = 'EXISTS (SELECT 1 FROM shipment s WHERE s.id = shipment_id)';
    await protect(
      runner,
      'visit_explanation',
      { broker: { rows: OWN, verbs: READ }, officer: { rows: inVisibleShipment, verbs: APPEND_ONLY } },
      APPEND_ONLY,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
