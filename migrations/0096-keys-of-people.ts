import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The person who made a key and has read it: the key ends with that person. Of keys that are there already the audit trail says it. */
export class KeysOfPeople1000000000096 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_key ADD COLUMN made_by uuid REFERENCES person (id);
      CREATE INDEX api_key_made_by ON api_key (made_by) WHERE made_by IS NOT NULL;
      ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE api_key NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
      UPDATE api_key k SET made_by = e.actor_person FROM audit_entry e
        WHERE e.action = 'key.created' AND e.subject_id = k.id::text AND e.actor_person IN (SELECT id FROM person);
      ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
      ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
      ALTER TABLE person FORCE ROW LEVEL SECURITY`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
