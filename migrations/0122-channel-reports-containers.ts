import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customs' channel reports events of containers: it reads which are recorded already, of the rows that officers of its office see. */
export class ChannelReportsContainers1000000000122 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT SELECT ON shipment_event TO loomgate_channel');
    await runner.query(`DO $$ DECLARE p record; BEGIN
        FOR p IN SELECT * FROM pg_policies WHERE schemaname = 'public' AND roles = '{loomgate_officer}'
          AND tablename = 'shipment_event' AND cmd = 'SELECT'
        LOOP
          EXECUTE format('CREATE POLICY %I ON shipment_event AS %s FOR SELECT TO loomgate_channel USING (%s)',
            'channel_' || p.policyname, p.permissive, p.qual);
        END LOOP;
      END $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
