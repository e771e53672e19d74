import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Declarations are found by contract number and principal too, and, by their firm, by the numbers of documents. */
export class MoreNames1000000000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Row-level security is forced on the owner as well.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(`
      INSERT INTO declaration_key (declaration_id, key, broker_id, customs_office)
      SELECT DISTINCT d.id, n.kind || ':' || search_key(n.name), d.broker_id, d.customs_office
      FROM declaration d CROSS JOIN LATERAL (VALUES
        ('contract', d.header ->> 'contractNumber'), ('principal', d.header -> 'principal' ->> 'name'),
        (CASE WHEN d.header -> 'principal' ->> 'idType' = 'USCC' AND d.header -> 'principal' ->> 'id' !~ '^[0-9]{17}[0-9Xx]$'
          THEN 'principal' ELSE 'document' END, d.header -> 'principal' ->> 'id'),
        ('document', d.header -> 'buyer' ->> 'documentNumber')) n (kind, name)
      WHERE search_key(n.name) <> ''
      ON CONFLICT DO NOTHING`);
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
