import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, OWN_OFFICE, protect } from '../src/platform/database/protect.js';

/** A container's passage through the market's supervision centre, and the events it is projected from. */
export class Shipments1000000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shipment (
        id uuid PRIMARY KEY,
        broker_id uuid NOT NULL REFERENCES organisation (id),
        market text NOT NULL REFERENCES market (code),
        customs_office text,
        container_number text NOT NULL,
        container_number_valid boolean NOT NULL,
        size_type text,
        tare_kg numeric(12, 3),
        bill_of_lading text,
        vessel text,
        voyage text,
        reference text,
        seals text[] NOT NULL DEFAULT '{}',
        status text NOT NULL DEFAULT 'planned',
        stuffed_at timestamptz,
        arrived_at timestamptz,
        inspection_ordered_at timestamptz,
        opened_at timestamptz,
        resealed_at timestamptz,
        released_at timestamptz,
        left_at timestamptz,
        loaded_at timestamptz,
        departed_at timestamptz,
        visit_ended_at timestamptz,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX shipment_open_visit ON shipment (market, container_number) WHERE visit_ended_at IS NULL;
      CREATE INDEX shipment_broker ON shipment (broker_id, id);
      CREATE INDEX shipment_market ON shipment (market, id);
      CREATE INDEX shipment_office ON shipment (customs_office, id);
      CREATE INDEX shipment_container ON shipment (container_number, id);
      CREATE TABLE shipment_event (
        id uuid PRIMARY KEY,
        shipment_id uuid NOT NULL REFERENCES shipment (id),
        broker_id uuid NOT NULL,
        code text NOT NULL,
        classifier text NOT NULL CHECK (classifier IN ('ACT', 'EST', 'PLN')),
        event_time timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        location text,
        seal text,
        note text,
        actor_name text NOT NULL
      );
      CREATE UNIQUE INDEX shipment_event_once ON shipment_event
        (shipment_id, code, classifier, event_time, coalesce(seal, ''), coalesce(location, ''))`);
    await protect(runner, 'shipment', {
      broker: { rows: OWN, verbs: 'SELECT, INSERT, UPDATE' },
      officer: { rows: OWN_OFFICE, verbs: 'SELECT, INSERT, UPDATE' },
    });
    const inVisibleShipment = 'EXISTS (SELECT 1 FROM shipment s WHERE s.id = shipment_id)';
    await protect(
      runner,
      'shipment_event',
      { broker: { rows: OWN, verbs: APPEND_ONLY }, officer: { rows: inVisibleShipment, verbs: APPEND_ONLY } },
      APPEND_ONLY,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
