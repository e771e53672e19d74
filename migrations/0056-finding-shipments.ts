import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What container visits are found by. An event changes none of these columns, so that it adds nothing to their indexes. */
export class FindingShipments1000000000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shipment
        ADD COLUMN container_key text COLLATE "C" GENERATED ALWAYS AS (search_key(container_number)) STORED,
        ADD COLUMN bill_key text COLLATE "C" GENERATED ALWAYS AS (search_key(bill_of_lading)) STORED,
        ADD COLUMN vessel_key text COLLATE "C" GENERATED ALWAYS AS (search_key(vessel)) STORED,
        ADD COLUMN reference_key text COLLATE "C" GENERATED ALWAYS AS (search_key(reference)) STORED;
      CREATE INDEX shipment_container_key ON shipment (container_key, id);
      CREATE INDEX shipment_bill_key ON shipment (bill_key, id) WHERE bill_key IS NOT NULL;
      CREATE INDEX shipment_vessel_key ON shipment (vessel_key, id) WHERE vessel_key IS NOT NULL;
      CREATE INDEX shipment_reference_key ON shipment (reference_key, id) WHERE reference_key IS NOT NULL;
      CREATE INDEX shipment_held ON shipment (id) WHERE held`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
