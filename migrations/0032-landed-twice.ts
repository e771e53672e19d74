import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Migrations 0015 and 0023 were changed after a database could already have run them. This one makes such a database equal
 * to a fresh one; on a fresh one it changes nothing. Since then the statements of a landed migration are frozen
 * (migrations/checksums.json).
 */
export class LandedTwice1000000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX IF EXISTS notice_mail_organisation;
      CREATE INDEX notice_mail_organisation ON notice_mail (organisation_id, created_at, id);
      DROP INDEX IF EXISTS webhook_delivery_pending;
      CREATE INDEX webhook_delivery_pending ON webhook_delivery (webhook_id, (attempts > 0), number) WHERE state = 'pending';
      CREATE INDEX IF NOT EXISTS webhook_delivery_due ON webhook_delivery (webhook_id, next_attempt_at) WHERE state = 'pending'`);
    await runner.query(`
      ALTER TABLE trade_rule DROP CONSTRAINT trade_rule_check1, DROP CONSTRAINT trade_rule_check3,
        ADD CONSTRAINT trade_rule_check1 CHECK (valid_to >= valid_from),
        ADD CONSTRAINT trade_rule_check3 CHECK (valid_from IS NOT NULL OR (valid_to IS NULL AND refuses_from IS NULL))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
