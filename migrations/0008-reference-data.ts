import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PILOT_MARKETS } from '../src/markets/data/pilot-markets.js';
import { workingCalendar } from '../src/markets/data/working-calendar.js';
import { VALID_FROM } from '../src/reference/data/entry.js';
import { SEED_ENTRIES } from '../src/reference/data/index.js';

/** The markets, code tables and working days every installation starts with. A later change of a table comes with a migration of its own. */
export class ReferenceData1000000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Row-level security is forced on the owner as well: only the service's own role may write.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await runner.query(
      `INSERT INTO market (code, name, name_en, province, batch, pilot_year, customs_office, valid_from)
       SELECT code, name, "nameEn", province, batch, year, "customsOffice", make_date(year, 1, 1)
       FROM jsonb_to_recordset($1::jsonb) AS m
         (code text, name text, "nameEn" text, province text, batch smallint, year smallint, "customsOffice" text)`,
      [JSON.stringify(PILOT_MARKETS)],
    );
    await runner.query(
      `INSERT INTO code_entry (code_table, code, name, name_en, valid_from, verified, attributes)
       SELECT "table", code, name, "nameEn", $2::date, verified, coalesce(attributes, '{}')
       FROM jsonb_to_recordset($1::jsonb) AS e
         ("table" text, code text, name text, "nameEn" text, verified boolean, attributes jsonb)`,
      [JSON.stringify(SEED_ENTRIES), VALID_FROM],
    );
    await runner.query(
      `INSERT INTO calendar_day (day, working, name, source)
       SELECT day, working, name, $2 FROM jsonb_to_recordset($1::jsonb) AS d (day date, working boolean, name text)`,
      [JSON.stringify(workingCalendar()), 'chinese-days 1.5.7, from the notices of the State Council'],
    );
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
