import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HEADING_DAYS } from '../src/reference/data/hs-heading-codes.js';
import { VALID_FROM } from '../src/reference/data/entry.js';

/** One form of texts, numbers and codes, whatever door they come through. */
export class TextForms1000000000038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await references(runner);
    await tariff(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Full-width forms of "!" to "~", which are the 94 signs from U+FF01 on. */
const SIGNS = Array.from({ length: 94 }, (_, index) => 0x21 + index);
const FULL_WIDTH = SIGNS.map((sign) => String.fromCharCode(sign + 0xfee0)).join('');
const HALF_WIDTH = SIGNS.map((sign) => String.fromCharCode(sign)).join('');
/** What `\s` and hyphens are in `referenceKey` (src/vocabulary/text.ts); a test compares the two. */
const SEPARATORS =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b-\u2010\u2011\u2012\u2013\u2014\u2015\u2212';

/**
 * A reference is the same whatever its width, blanks and hyphens. Where a firm already has two that differ in nothing else,
 * the later ones are marked, so that the key is unique among all others and nothing has to be renamed.
 */
async function references(runner: QueryRunner): Promise<void> {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
  // Widths first, so that a full-width hyphen is a hyphen. One SQL expression, so that PostgreSQL can inline it.
  await runner.query(`
    CREATE FUNCTION reference_key(reference text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
      $$ SELECT translate(translate(reference, ${literal(FULL_WIDTH)}, ${literal(HALF_WIDTH)}), ${literal(SEPARATORS)}, '') $$`);
  await runner.query('ALTER TABLE declaration ADD COLUMN has_twin_reference boolean NOT NULL DEFAULT false');
  await runner.query('SET LOCAL ROLE loomgate_system');
  await runner.query(`
    UPDATE declaration d SET has_twin_reference = true
    FROM (SELECT id, row_number() OVER (PARTITION BY broker_id, reference_key(reference) ORDER BY id) AS number FROM declaration) n
    WHERE n.id = d.id AND n.number > 1`);
  await runner.query('RESET ROLE');
  await runner.query(`
    CREATE UNIQUE INDEX declaration_reference_key ON declaration (broker_id, reference_key(reference)) WHERE NOT has_twin_reference;
    CREATE INDEX declaration_reference_named ON declaration (reference_key(reference));
    DROP INDEX declaration_reference;
    CREATE INDEX receipt_parked_reference_key ON receipt (reference_key(given_reference)) WHERE declaration_id IS NULL;
    DROP INDEX receipt_parked_reference`);
}

/** Every chapter and heading that the tariff has, so that what is filed can also be asked for in a report. */
async function tariff(runner: QueryRunner): Promise<void> {
  await runner.query('SET LOCAL ROLE loomgate_system');
  await runner.query(
    `INSERT INTO code_entry (code_table, code, name, name_en, valid_from, verified)
     VALUES ('hs-chapter', '98', '特殊交易品及未分类商品', 'Special transactions and goods not classified', $1::date, true)
     ON CONFLICT DO NOTHING`,
    [VALID_FROM],
  );
  await runner.query(
    `INSERT INTO code_entry (code_table, code, name, name_en, valid_from, valid_to, verified)
     SELECT 'hs-heading', code, code, code, "validFrom", "validTo", true
     FROM jsonb_to_recordset($1::jsonb) AS h (code text, "validFrom" date, "validTo" date)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(HEADING_DAYS)],
  );
  await runner.query('RESET ROLE');
}
