import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, OWN_OFFICE, protect } from '../src/platform/database/protect.js';

/**
 * What declarations are found by. Numbers and names stand in rows of their own: they change with the content, which is seldom,
 * while each version of a declaration costs an entry in every index of its table. All columns that a list compares are stored and
 * compared by leakproof operators: row-level security keeps PostgreSQL from using an index for any other.
 */
export class FindingDeclarations1000000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One SQL expression, so that PostgreSQL can inline it. "C" makes a prefix a range of an index, whatever the locale; 200
    // letters fit into one, whatever they are.
    await runner.query(`
      CREATE FUNCTION search_key(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
        $$ SELECT left(upper(reference_key(normalize(given, NFKC)) COLLATE "und-x-icu"), 200) COLLATE "C" $$`);
    await columns(runner);
    await keys(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/**
 * Comparisons of numeric are not leakproof: the value is ordered as whole cents. What is closed or cancelled waits for nothing. The
 * indexes of the value hold also what declarations are counted by, so that counting reads no rows.
 */
async function columns(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE declaration
      ADD COLUMN total_usd_cents bigint GENERATED ALWAYS AS (CASE WHEN total_usd < 9e16 THEN (total_usd * 100)::bigint
        WHEN total_usd IS NOT NULL THEN 9e18::bigint END) STORED,
      ADD COLUMN waiting_since timestamptz GENERATED ALWAYS AS (CASE WHEN status NOT IN ('closed', 'cancelled') THEN coalesce(
        CASE status WHEN 'accepted' THEN accepted_at WHEN 'inspecting' THEN inspecting_at WHEN 'released' THEN released_at
          WHEN 'returned' THEN returned_at END, filed_at, created_at) END) STORED;
    CREATE INDEX declaration_broker_value ON declaration (broker_id, total_usd_cents, id) INCLUDE (status, next_actor);
    CREATE INDEX declaration_office_value ON declaration (customs_office, total_usd_cents, id) INCLUDE (status, next_actor);
    CREATE INDEX declaration_value ON declaration (total_usd_cents, id) WHERE total_usd_cents IS NOT NULL;
    CREATE INDEX declaration_broker_waiting ON declaration (broker_id, waiting_since, id) WHERE waiting_since IS NOT NULL;
    CREATE INDEX declaration_office_waiting ON declaration (customs_office, waiting_since, id) WHERE waiting_since IS NOT NULL;
    CREATE INDEX declaration_waiting ON declaration (waiting_since, id) WHERE waiting_since IS NOT NULL;
    CREATE INDEX declaration_broker_closed ON declaration (broker_id, closed_at, id) WHERE closed_at IS NOT NULL;
    CREATE INDEX declaration_office_closed ON declaration (customs_office, closed_at, id) WHERE closed_at IS NOT NULL;
    CREATE INDEX declaration_broker_actor ON declaration (broker_id, next_actor, id) WHERE next_actor <> 'nobody';
    CREATE INDEX declaration_office_actor ON declaration (customs_office, next_actor, id) WHERE next_actor <> 'nobody'`);
}

/**
 * A key says also what it is, `buyer:LAGOSFABRICS`: one column then has the statistics by which PostgreSQL knows how many
 * declarations a name leads to.
 */
async function keys(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE declaration_key (
      declaration_id uuid NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
      key text COLLATE "C" NOT NULL,
      broker_id uuid NOT NULL,
      customs_office text,
      PRIMARY KEY (declaration_id, key)
    );
    ALTER TABLE declaration_key ALTER COLUMN key SET STATISTICS 1000;
    CREATE INDEX declaration_key_named ON declaration_key (key, broker_id, declaration_id) INCLUDE (customs_office)`);
  await protect(runner, 'declaration_key', {
    broker: { rows: OWN, verbs: 'SELECT, INSERT, UPDATE, DELETE' },
    officer: { rows: OWN_OFFICE, verbs: 'SELECT, INSERT, UPDATE, DELETE' },
  });
  // Row-level security is forced on the owner as well.
  await runner.query('SET LOCAL ROLE loomgate_system');
  await runner.query(`
    INSERT INTO declaration_key (declaration_id, key, broker_id, customs_office)
    SELECT DISTINCT d.id, n.kind || ':' || search_key(n.name), d.broker_id, d.customs_office
    FROM declaration d CROSS JOIN LATERAL (
      VALUES ('reference', d.reference), ('entry', d.entry_id), ('bill', d.bill_of_lading),
        ('trade-record', d.header ->> 'tradeRecord'), ('consignor', d.consignor_name), ('consignor', d.consignor_uscc),
        ('buyer', d.buyer_name), ('exit-office', d.header ->> 'exitOffice')
      UNION ALL SELECT 'container', c.number FROM declaration_container c WHERE c.declaration_id = d.id
      UNION ALL SELECT p.kind, p.name FROM goods_line g
        CROSS JOIN LATERAL (VALUES ('hs', g.hs_code), ('stall', g.stall), ('destination', g.final_destination)) p (kind, name)
        WHERE g.declaration_id = d.id) n (kind, name)
    WHERE search_key(n.name) <> ''`);
  await runner.query('RESET ROLE');
}
