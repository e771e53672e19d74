import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIRM = "nullif(current_setting('app.organisation', true), '')::uuid";
const OFFICE = "nullif(current_setting('app.office', true), '')";
const INBOX = 'shipment_firm f WHERE f.shipment_id = streamed_event.subject_id';

/** What changed lately and whose it is, for the streams of `GET /v1/events`. The transaction that wrote a row says which snapshots see it. */
export class StreamedEvents1000000000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE streamed_event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
        at timestamptz NOT NULL,
        type text NOT NULL,
        subject_id uuid NOT NULL,
        market text,
        broker_id uuid,
        customs_office text
      );
      CREATE INDEX streamed_event_written_by ON streamed_event (written_by);
      CREATE INDEX streamed_event_at ON streamed_event (at);
      ALTER TABLE streamed_event ENABLE ROW LEVEL SECURITY;
      ALTER TABLE streamed_event FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT, DELETE ON streamed_event TO loomgate_admin, loomgate_system;
      GRANT SELECT, INSERT ON streamed_event TO loomgate_broker, loomgate_officer, loomgate_analyst;
      CREATE POLICY admin ON streamed_event TO loomgate_admin USING (true) WITH CHECK (true);
      CREATE POLICY system ON streamed_event TO loomgate_system USING (true) WITH CHECK (true)`);
    // Whoever acts writes whose it is: a firm that moves another firm's container too.
    for (const role of ['broker', 'officer', 'analyst']) {
      const policy = `${role}_writing ON streamed_event FOR INSERT TO loomgate_${role}`;
      await runner.query(`CREATE POLICY ${policy} WITH CHECK (true)`);
    }
    await runner.query(`
      CREATE POLICY broker ON streamed_event FOR SELECT TO loomgate_broker
        USING (broker_id = ${FIRM} OR (type = 'shipment.changed' AND EXISTS (SELECT 1 FROM ${INBOX} AND f.broker_id = ${FIRM})));
      CREATE POLICY officer ON streamed_event FOR SELECT TO loomgate_officer USING (customs_office = ${OFFICE});
      CREATE POLICY analyst ON streamed_event FOR SELECT TO loomgate_analyst USING (type = 'edition.created')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
