import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, OWN_OFFICE } from '../src/platform/database/protect.js';

/**
 * What keeps declarations from being released says whether an open container was inspected: a firm may open its own, and must not be able to
 * keep customs from releasing by that.
 */
export class InspectedContainers1000000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const openSince = (kind: string): string =>
      `(SELECT v.opened_at FROM visit_span v WHERE v.shipment_id = s.id AND v.kind = '${kind}' AND v.closed_at = 'infinity')`;
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query('DROP FUNCTION containers_of_declarations(uuid[])');
    await runner.query('RESET ROLE');
    await runner.query(`
      CREATE FUNCTION containers_of_declarations(asked uuid[])
      RETURNS TABLE (declaration_id uuid, container_number text, inspected_since timestamptz, open_since timestamptz, inspected boolean)
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp SET join_collapse_limit = 1 AS $$
        SELECT d.id, s.container_number, ${openSince('inspection-unfinished')}, ${openSince('opened-not-resealed')},
          s.inspection_ordered_at IS NOT NULL
        FROM declaration d
        JOIN declaration_container c ON c.declaration_id = d.id
        JOIN shipment s ON s.market = d.market AND s.container_number = c.number AND s.joined_until IS NULL
        WHERE d.id = ANY (asked) AND (d.${OWN} OR d.${OWN_OFFICE}
            OR coalesce(current_setting('app.organisation', true), '') || coalesce(current_setting('app.office', true), '') = '')
          AND d.created_at > coalesce((SELECT max(p.joined_until) FROM shipment p
            WHERE p.market = s.market AND p.container_number = s.container_number AND p.joined_until <= s.created_at), '-infinity')
        ORDER BY s.id FOR KEY SHARE OF s $$;
      GRANT CREATE ON SCHEMA public TO loomgate_system;
      ALTER FUNCTION containers_of_declarations(uuid[]) OWNER TO loomgate_system;
      REVOKE CREATE ON SCHEMA public FROM loomgate_system;
      REVOKE ALL ON FUNCTION containers_of_declarations(uuid[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION containers_of_declarations(uuid[]) TO loomgate_broker, loomgate_officer, loomgate_admin`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
