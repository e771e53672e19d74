import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

/** Holds, releases and inspections of a container as facts, and what the list of shipments asks for. */
export class Containers1000000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shipment
        ADD COLUMN held boolean NOT NULL DEFAULT false,
        ADD COLUMN seal_alarm boolean NOT NULL DEFAULT false,
        ADD COLUMN announced_seals text[] NOT NULL DEFAULT '{}';
      UPDATE shipment s SET announced_seals = coalesce((SELECT array_agg(seal) FROM unnest(s.seals) AS seal
        WHERE NOT EXISTS (SELECT 1 FROM shipment_event e WHERE e.shipment_id = s.id AND e.seal = seal.seal)), '{}');
      CREATE INDEX shipment_seal_alarm ON shipment (id) WHERE seal_alarm;
      CREATE INDEX shipment_visit_ended ON shipment (market, container_number, visit_ended_at)
        WHERE visit_ended_at IS NOT NULL`);
    await controls(runner);
    await security(runner);
    await narrowDoors(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function controls(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE shipment_hold (
      id uuid PRIMARY KEY,
      shipment_id uuid NOT NULL REFERENCES shipment (id),
      broker_id uuid NOT NULL,
      reason text NOT NULL,
      owner text NOT NULL,
      review_on date NOT NULL,
      held_at timestamptz NOT NULL,
      actor_name text NOT NULL
    );
    CREATE INDEX shipment_hold_shipment ON shipment_hold (shipment_id, id);
    CREATE TABLE shipment_hold_release (
      hold_id uuid PRIMARY KEY REFERENCES shipment_hold (id),
      shipment_id uuid NOT NULL REFERENCES shipment (id),
      broker_id uuid NOT NULL,
      reason text NOT NULL,
      released_at timestamptz NOT NULL,
      actor_name text NOT NULL
    );
    CREATE TABLE inspection (
      id uuid PRIMARY KEY,
      shipment_id uuid NOT NULL REFERENCES shipment (id),
      broker_id uuid NOT NULL
    );
    CREATE INDEX inspection_shipment ON inspection (shipment_id, id);
    CREATE TABLE inspection_fact (
      inspection_id uuid NOT NULL REFERENCES inspection (id),
      step text NOT NULL CHECK (step IN ('ordered', 'opened', 'result', 'resealed')),
      shipment_id uuid NOT NULL REFERENCES shipment (id),
      broker_id uuid NOT NULL,
      at timestamptz NOT NULL,
      recorded_at timestamptz NOT NULL,
      officer text NOT NULL,
      note text,
      result text CHECK (result IN ('conforms', 'differs')),
      findings text,
      photo_names text[] NOT NULL DEFAULT '{}',
      seal text,
      CHECK ((step = 'result') = (result IS NOT NULL)),
      CHECK ((step = 'resealed') = (seal IS NOT NULL)),
      PRIMARY KEY (inspection_id, step)
    );
    CREATE INDEX inspection_fact_shipment ON inspection_fact (shipment_id)`);
}

/** Officers of the container's office add facts, its broker reads them, nobody changes or removes one. */
async function security(runner: QueryRunner): Promise<void> {
  const inVisibleShipment = 'EXISTS (SELECT 1 FROM shipment s WHERE s.id = shipment_id)';
  for (const table of ['shipment_hold', 'shipment_hold_release', 'inspection', 'inspection_fact']) {
    await protect(
      runner,
      table,
      { broker: { rows: OWN, verbs: READ }, officer: { rows: inVisibleShipment, verbs: APPEND_ONLY } },
      APPEND_ONLY,
    );
  }
}

/**
 * Two questions cross the border between firms, and each crosses it by one function that answers nothing else: how many
 * declarations of which status are in my container, and which holds keep my declaration's container. Row-level security
 * stays as it is; the functions run as loomgate_system and check whose container, whose declaration it is themselves.
 */
async function narrowDoors(runner: QueryRunner): Promise<void> {
  const mine = (row: string): string => `(
      ${row}.broker_id = nullif(current_setting('app.organisation', true), '')::uuid
      OR ${row}.customs_office = nullif(current_setting('app.office', true), '')
      OR coalesce(current_setting('app.organisation', true), '') || coalesce(current_setting('app.office', true), '') = '')`;
  await runner.query(`
    CREATE FUNCTION declarations_in_box(asked uuid) RETURNS TABLE (status text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT d.status, count(*) FROM shipment s
      JOIN declaration d ON d.market = s.market
        AND d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = s.container_number)
      WHERE s.id = asked AND ${mine('s')}
        AND (s.visit_ended_at IS NULL OR d.created_at <= s.visit_ended_at)
        AND d.created_at > coalesce((SELECT max(p.visit_ended_at) FROM shipment p WHERE p.market = s.market
          AND p.container_number = s.container_number AND p.id <> s.id AND p.visit_ended_at <= s.created_at), '-infinity')
      GROUP BY d.status $$;
    CREATE FUNCTION holds_on_declarations(asked uuid[])
    RETURNS TABLE (declaration_id uuid, container_number text, hold_id uuid, reason text, owner text, review_on date, held_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT DISTINCT d.id, s.container_number, h.id, h.reason, h.owner, h.review_on, h.held_at FROM declaration d
      JOIN declaration_container c ON c.declaration_id = d.id
      JOIN shipment s ON s.market = d.market AND s.container_number = c.number AND s.visit_ended_at IS NULL AND s.held
      JOIN shipment_hold h ON h.shipment_id = s.id
      WHERE d.id = ANY (asked) AND ${mine('d')}
        AND NOT EXISTS (SELECT 1 FROM shipment_hold_release r WHERE r.hold_id = h.id)
        AND d.created_at > coalesce((SELECT max(p.visit_ended_at) FROM shipment p WHERE p.market = s.market
          AND p.container_number = s.container_number AND p.visit_ended_at <= s.created_at), '-infinity')
      ORDER BY d.id, h.id $$;
    GRANT CREATE ON SCHEMA public TO loomgate_system`);
  for (const door of ['declarations_in_box(uuid)', 'holds_on_declarations(uuid[])']) {
    await runner.query(`
      ALTER FUNCTION ${door} OWNER TO loomgate_system;
      REVOKE ALL ON FUNCTION ${door} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${door} TO loomgate_broker, loomgate_officer, loomgate_admin`);
  }
  await runner.query('REVOKE CREATE ON SCHEMA public FROM loomgate_system');
}
