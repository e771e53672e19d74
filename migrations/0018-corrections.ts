import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, OWN_OFFICE, protect, READ } from '../src/platform/database/protect.js';

const VISIBLE = 'EXISTS (SELECT 1 FROM declaration d WHERE d.id = declaration_id)';
/** What a broker's answer changes in the request's own row. */
const MOVED = 'state, state_since, customs_office, revision';

/** Requests to correct named fields with their threads, and everything a declaration's next step follows from. */
export class Corrections1000000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await threads(runner);
    await security(runner);
    await nextSteps(runner);
    await boxes(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function threads(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE correction (
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      number integer NOT NULL,
      broker_id uuid NOT NULL,
      market text NOT NULL,
      customs_office text,
      state text NOT NULL CHECK (state IN ('not-sent', 'sent', 'answered', 'closed', 'withdrawn')),
      state_since timestamptz NOT NULL,
      sent_at timestamptz,
      fields jsonb NOT NULL,
      comment text,
      due_on date,
      created_at timestamptz NOT NULL,
      created_by text NOT NULL,
      revision integer NOT NULL DEFAULT 1,
      PRIMARY KEY (declaration_id, number),
      CHECK (sent_at IS NOT NULL OR state IN ('not-sent', 'withdrawn'))
    );
    -- The second net under the lock of the declaration: one request at a time.
    CREATE UNIQUE INDEX correction_open ON correction (declaration_id) WHERE state IN ('not-sent', 'sent', 'answered');
    CREATE INDEX correction_office ON correction (customs_office, state_since, declaration_id, number);
    CREATE INDEX correction_office_state ON correction (customs_office, state, state_since, declaration_id, number);
    CREATE INDEX correction_broker ON correction (broker_id, state_since, declaration_id, number);
    CREATE INDEX correction_broker_state ON correction (broker_id, state, state_since, declaration_id, number);
    CREATE INDEX correction_since ON correction (state_since, declaration_id, number);
    CREATE TABLE correction_message (
      declaration_id uuid NOT NULL,
      number integer NOT NULL,
      position integer NOT NULL,
      broker_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('asked', 'answered', 'asked-again', 'closed', 'withdrawn')),
      side text NOT NULL CHECK (side = CASE kind WHEN 'answered' THEN 'broker' ELSE 'customs' END),
      at timestamptz NOT NULL,
      actor_name text NOT NULL,
      comment text,
      fields jsonb NOT NULL DEFAULT '[]',
      due_on date,
      amendment_number integer,
      PRIMARY KEY (declaration_id, number, position),
      FOREIGN KEY (declaration_id, number) REFERENCES correction (declaration_id, number)
    );
    -- When the clock of a side stood still, for whoever counts days: [since, until), until NULL while it still does.
    CREATE VIEW correction_pause WITH (security_invoker = true) AS
      SELECT declaration_id, number, broker_id, 'customs'::text AS side, since, until
      FROM (SELECT declaration_id, number, broker_id, kind, at AS since,
              lead(at) OVER (PARTITION BY declaration_id, number ORDER BY position) AS until
            FROM correction_message) m
      WHERE kind IN ('asked', 'asked-again')`);
}

/**
 * A broker sees a request from its sending on, and can do one thing to it: answer. What was drafted and withdrawn again
 * was never said.
 */
async function security(runner: QueryRunner): Promise<void> {
  const append = 'SELECT, INSERT';
  await protect(runner, 'correction', {
    broker: { rows: `${OWN} AND sent_at IS NOT NULL`, verbs: READ },
    officer: { rows: VISIBLE, verbs: 'SELECT, INSERT, UPDATE' },
  });
  await protect(
    runner,
    'correction_message',
    { broker: { rows: OWN, verbs: READ }, officer: { rows: VISIBLE, verbs: append } },
    append,
  );
  await runner.query(`
    GRANT UPDATE (${MOVED}) ON correction TO loomgate_broker;
    CREATE POLICY broker_answers ON correction FOR UPDATE TO loomgate_broker
      USING (${OWN} AND state = 'sent') WITH CHECK (${OWN} AND state = 'answered');
    GRANT INSERT ON correction_message TO loomgate_broker;
    CREATE POLICY broker_answers ON correction_message FOR INSERT TO loomgate_broker
      WITH CHECK (${OWN} AND kind = 'answered');
    GRANT SELECT ON correction_pause TO loomgate_broker, loomgate_officer, loomgate_admin, loomgate_system`);
}

/**
 * Who moves next is kept beside until when: of what waits for more than its status says, the whole list stands in
 * `next_steps`, in order. Partial indexes: what is over waits for nobody.
 */
async function nextSteps(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE declaration ADD COLUMN next_actor text NOT NULL DEFAULT 'broker', ADD COLUMN next_steps jsonb;
    UPDATE declaration SET next_actor = CASE WHEN status IN ('submitted', 'accepted') THEN 'customs'
        WHEN status = 'inspecting' THEN 'officer' WHEN status = 'released' THEN 'port' ELSE 'nobody' END
      WHERE status NOT IN ('draft', 'returned');
    CREATE INDEX declaration_broker_actor_due ON declaration (broker_id, next_actor, next_due_at, id)
      WHERE next_due_at IS NOT NULL;
    CREATE INDEX declaration_office_actor_due ON declaration (customs_office, next_actor, next_due_at, id)
      WHERE next_due_at IS NOT NULL`);
}

/**
 * The boxes of declarations that are here now, whichever firm opened the visit. Locks their rows (KEY SHARE), in order:
 * a hold takes the same row FOR UPDATE, so that either it sees the declaration, or the declaration sees the hold.
 */
async function boxes(runner: QueryRunner): Promise<void> {
  const mine = `(d.${OWN} OR d.${OWN_OFFICE}
      OR coalesce(current_setting('app.organisation', true), '') || coalesce(current_setting('app.office', true), '') = '')`;
  await runner.query(`
    CREATE FUNCTION boxes_of_declarations(asked uuid[])
    RETURNS TABLE (declaration_id uuid, container_number text, inspection_ordered_at timestamptz, opened_at timestamptz,
      resealed_at timestamptz, status text)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT d.id, s.container_number, s.inspection_ordered_at, s.opened_at, s.resealed_at, s.status FROM declaration d
      JOIN declaration_container c ON c.declaration_id = d.id
      JOIN shipment s ON s.market = d.market AND s.container_number = c.number AND s.visit_ended_at IS NULL
      WHERE d.id = ANY (asked) AND ${mine}
        AND d.created_at > coalesce((SELECT max(p.visit_ended_at) FROM shipment p WHERE p.market = s.market
          AND p.container_number = s.container_number AND p.visit_ended_at <= s.created_at), '-infinity')
      ORDER BY s.id FOR KEY SHARE OF s $$;
    GRANT CREATE ON SCHEMA public TO loomgate_system;
    ALTER FUNCTION boxes_of_declarations(uuid[]) OWNER TO loomgate_system;
    REVOKE CREATE ON SCHEMA public FROM loomgate_system;
    REVOKE ALL ON FUNCTION boxes_of_declarations(uuid[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION boxes_of_declarations(uuid[]) TO loomgate_broker, loomgate_officer, loomgate_admin`);
}
