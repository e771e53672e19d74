import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, protect, READ } from '../src/platform/database/protect.js';

const everybodyReads = {
  broker: { rows: true as const, verbs: READ },
  officer: { rows: true as const, verbs: READ },
  analyst: { rows: true as const, verbs: READ },
};

/** Who asks, where, and by which tables: organisations, keys, markets, code tables, rates, parties. */
export class AccessMarketsReference1000000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await access(runner);
    await markets(runner);
    await codes(runner);
    await rates(runner);
    await parties(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function access(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE organisation (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('broker', 'customs', 'statistics', 'operator')),
      name text NOT NULL,
      name_en text,
      uscc text,
      customs_office text,
      created_at timestamptz NOT NULL,
      CHECK (kind <> 'customs' OR customs_office IS NOT NULL)
    );
    CREATE TABLE api_key (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      role text NOT NULL CHECK (role IN ('admin', 'broker', 'officer', 'analyst', 'channel')),
      organisation_id uuid REFERENCES organisation (id),
      secret_sha256 bytea NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      CHECK (role NOT IN ('broker', 'officer', 'channel') OR organisation_id IS NOT NULL)
    );
    CREATE INDEX api_key_organisation ON api_key (organisation_id, id)`);
  await protect(runner, 'organisation', {
    broker: { rows: "id = nullif(current_setting('app.organisation', true), '')::uuid", verbs: READ },
    officer: { rows: true, verbs: READ },
    analyst: { rows: true, verbs: READ },
  });
  const ownKeys = {
    rows: "organisation_id = nullif(current_setting('app.organisation', true), '')::uuid",
    verbs: 'SELECT, INSERT, UPDATE',
  };
  await protect(runner, 'api_key', { broker: ownKeys });
}

async function markets(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE market (
      code text PRIMARY KEY,
      name text NOT NULL,
      name_en text NOT NULL,
      province text,
      batch smallint,
      pilot_year smallint,
      code_verified boolean NOT NULL DEFAULT false,
      customs_office text,
      rate_basis text NOT NULL DEFAULT 'declaration' CHECK (rate_basis IN ('declaration', 'closing')),
      cut_off time NOT NULL DEFAULT '20:00',
      follow_up_since date,
      settings jsonb NOT NULL DEFAULT '{}',
      valid_from date NOT NULL,
      valid_to date,
      revision integer NOT NULL DEFAULT 1
    );
    CREATE INDEX market_office ON market (customs_office);
    CREATE TABLE calendar_day (
      day date PRIMARY KEY,
      working boolean NOT NULL,
      name text,
      source text NOT NULL
    )`);
  await protect(runner, 'market', everybodyReads);
  await protect(runner, 'calendar_day', everybodyReads);
}

async function codes(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE code_entry (
      code_table text NOT NULL,
      code text NOT NULL,
      name text NOT NULL,
      name_en text NOT NULL,
      valid_from date NOT NULL,
      valid_to date,
      verified boolean NOT NULL DEFAULT false,
      attributes jsonb NOT NULL DEFAULT '{}',
      PRIMARY KEY (code_table, code, valid_from),
      CHECK (valid_to IS NULL OR valid_to >= valid_from)
    );
    CREATE TABLE hs_rule (
      id uuid PRIMARY KEY,
      prefix text NOT NULL CHECK (prefix ~ '^[0-9]{2,10}$'),
      flag text NOT NULL CHECK (flag IN ('ineligible', 'export-duty', 'inspection')),
      valid_from date NOT NULL,
      valid_to date,
      source text NOT NULL,
      revision integer NOT NULL DEFAULT 1,
      UNIQUE (prefix, flag, valid_from),
      CHECK (valid_to IS NULL OR valid_to >= valid_from)
    )`);
  await protect(runner, 'code_entry', everybodyReads);
  await protect(runner, 'hs_rule', everybodyReads);
  await stamp(runner);
}

/** Every change of the code tables gives them a new random stamp: what a process remembers of them is right only under the same stamp. */
async function stamp(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE reference_stamp (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      stamp uuid NOT NULL DEFAULT gen_random_uuid()
    );
    INSERT INTO reference_stamp DEFAULT VALUES;
    CREATE FUNCTION stamp_reference() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE reference_stamp SET stamp = gen_random_uuid();
        RETURN NULL;
      END $$`);
  for (const table of ['code_entry', 'hs_rule']) {
    await runner.query(
      `CREATE TRIGGER stamp AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
       FOR EACH STATEMENT EXECUTE FUNCTION stamp_reference()`,
    );
  }
  await protect(runner, 'reference_stamp', everybodyReads, 'SELECT, UPDATE');
}

async function rates(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE customs_rate (
      id uuid PRIMARY KEY,
      month text NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      currency text NOT NULL,
      to_cny numeric(18, 8) NOT NULL CHECK (to_cny > 0),
      to_usd numeric(18, 8) NOT NULL CHECK (to_usd > 0),
      set_at timestamptz NOT NULL,
      replaced_at timestamptz
    );
    CREATE UNIQUE INDEX customs_rate_current ON customs_rate (month, currency) WHERE replaced_at IS NULL`);
  await protect(runner, 'customs_rate', everybodyReads);
}

async function parties(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE party (
      broker_id uuid NOT NULL REFERENCES organisation (id),
      role text NOT NULL CHECK (role IN ('consignor', 'principal', 'buyer')),
      id_type text NOT NULL,
      id_number text NOT NULL,
      name text NOT NULL,
      country text,
      first_seen_on date NOT NULL,
      last_seen_on date NOT NULL,
      PRIMARY KEY (broker_id, role, id_type, id_number)
    )`);
  await protect(runner, 'party', {
    broker: { rows: OWN, verbs: 'SELECT, INSERT, UPDATE' },
    officer: { rows: true, verbs: READ },
  });
}
