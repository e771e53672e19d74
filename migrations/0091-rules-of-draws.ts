import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules that held when a lane was drawn stand beside the reasons, so that how often one holds is counted in an index and no draw is read. */
export class RulesOfDraws1000000000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION rules_in_reasons(reasons jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
        $$ SELECT coalesce(array_agg((reason ->> 'rule') || ' ' || (reason ->> 'version') ORDER BY place), '{}')
           FROM jsonb_array_elements(reasons) WITH ORDINALITY AS r (reason, place) $$;
      ALTER TABLE lane_draw ADD COLUMN rules text[] NOT NULL GENERATED ALWAYS AS (rules_in_reasons(reasons)) STORED;
      CREATE INDEX lane_draw_rules ON lane_draw (drawn_on) INCLUDE (rules, declaration_id, submission_number)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
