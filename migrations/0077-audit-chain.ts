import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, READ } from '../src/platform/database/protect.js';

/** The chain of seals has an id, so that anchors of one database are not taken for those of another. A backup brings it back. */
export class AuditChain1000000000077 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE audit_chain (id uuid PRIMARY KEY); INSERT INTO audit_chain VALUES (gen_random_uuid())',
    );
    await protect(runner, 'audit_chain', {}, READ);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
