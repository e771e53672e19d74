import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OWN, OWN_OFFICE, protect, READ } from '../src/platform/database/protect.js';

/** Declarations with their goods lines, items and containers; submissions and receipts as facts. */
export class Declarations1000000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await declaration(runner);
    await parts(runner);
    await facts(runner);
    await security(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

async function declaration(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE declaration (
      id uuid PRIMARY KEY,
      broker_id uuid NOT NULL REFERENCES organisation (id),
      market text NOT NULL REFERENCES market (code),
      reference text NOT NULL,
      status text NOT NULL DEFAULT 'draft',
      version integer NOT NULL DEFAULT 1,
      revision integer NOT NULL DEFAULT 1,
      declared_on date,
      customs_office text,
      consignor_uscc text,
      consignor_name text,
      buyer_name text,
      currency text,
      transport_mode text,
      bill_of_lading text,
      header jsonb NOT NULL,
      content_sha256 text NOT NULL,
      findings jsonb NOT NULL DEFAULT '[]',
      valuation jsonb,
      total_declared numeric,
      total_cny numeric(20, 2),
      total_usd numeric(20, 2),
      fob_cny numeric(20, 2),
      fob_usd numeric(20, 2),
      entry_id text,
      filed_at timestamptz,
      submitted_at timestamptz,
      accepted_at timestamptz,
      inspecting_at timestamptz,
      released_at timestamptz,
      returned_at timestamptz,
      cancelled_at timestamptz,
      closed_at timestamptz,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      UNIQUE (broker_id, reference),
      CHECK (status = 'draft' OR total_usd <= 150000.00)
    );
    CREATE INDEX declaration_broker_status ON declaration (broker_id, status, id);
    CREATE INDEX declaration_broker_day ON declaration (broker_id, declared_on, id);
    CREATE INDEX declaration_broker ON declaration (broker_id, id);
    CREATE INDEX declaration_office ON declaration (customs_office, id);
    CREATE INDEX declaration_office_status ON declaration (customs_office, status, id);
    CREATE INDEX declaration_market_open ON declaration (market, status) WHERE status NOT IN ('draft', 'closed', 'cancelled');
    CREATE INDEX declaration_market_filed ON declaration (market, filed_at) WHERE filed_at IS NOT NULL;
    CREATE INDEX declaration_market_closed ON declaration (market, closed_at) WHERE closed_at IS NOT NULL;
    CREATE INDEX declaration_reference ON declaration (reference);
    CREATE INDEX declaration_entry ON declaration (entry_id) WHERE entry_id IS NOT NULL`);
}

async function parts(runner: QueryRunner): Promise<void> {
  // No scale on what was typed: numeric keeps "18600.00" as it came, numeric(19, 5) would answer "18600.00000".
  await runner.query(`
    CREATE TABLE goods_line (
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      position integer NOT NULL,
      broker_id uuid NOT NULL,
      line integer,
      hs_code text,
      name text,
      specification text,
      quantity numeric,
      unit text,
      packages integer,
      gross_weight_kg numeric,
      net_weight_kg numeric,
      total_price numeric,
      final_destination text,
      stall text,
      PRIMARY KEY (declaration_id, position)
    );
    CREATE TABLE declaration_item (
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      item_number integer NOT NULL,
      broker_id uuid NOT NULL,
      hs_code text NOT NULL,
      name text NOT NULL,
      quantity numeric NOT NULL,
      unit text NOT NULL,
      net_weight_kg numeric NOT NULL,
      total_price numeric NOT NULL,
      final_destination text NOT NULL,
      goods_lines integer[] NOT NULL,
      fob_usd numeric(20, 2) NOT NULL,
      fob_cny numeric(20, 2) NOT NULL,
      PRIMARY KEY (declaration_id, item_number)
    );
    CREATE TABLE declaration_container (
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      position integer NOT NULL,
      broker_id uuid NOT NULL,
      number text NOT NULL,
      goods_lines integer[],
      PRIMARY KEY (declaration_id, position)
    );
    CREATE INDEX declaration_container_number ON declaration_container (number, declaration_id)`);
}

async function facts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE submission (
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      number integer NOT NULL,
      broker_id uuid NOT NULL,
      declaration_version integer NOT NULL,
      filed_at timestamptz NOT NULL,
      submitted_at timestamptz NOT NULL,
      actor_name text NOT NULL,
      PRIMARY KEY (declaration_id, number)
    );
    CREATE TABLE receipt (
      id uuid PRIMARY KEY,
      channel text NOT NULL,
      code text NOT NULL,
      text text,
      event_time timestamptz NOT NULL,
      received_at timestamptz NOT NULL,
      given_declaration_id uuid,
      given_entry_id text,
      given_reference text,
      given_broker_id uuid,
      actor_name text NOT NULL,
      customs_office text,
      declaration_id uuid REFERENCES declaration (id),
      broker_id uuid,
      meaning text,
      parked_reason text
    );
    CREATE UNIQUE INDEX receipt_once ON receipt
      (declaration_id, channel, code, event_time, coalesce(given_entry_id, '')) WHERE declaration_id IS NOT NULL;
    CREATE UNIQUE INDEX receipt_once_unmatched ON receipt
      (channel, code, event_time, coalesce(given_entry_id, ''), coalesce(given_reference, ''), coalesce(given_broker_id::text, ''), coalesce(given_declaration_id::text, ''))
      WHERE declaration_id IS NULL;
    CREATE INDEX receipt_declaration ON receipt (declaration_id, id);
    CREATE INDEX receipt_parked ON receipt (id) WHERE parked_reason IS NOT NULL;
    CREATE INDEX receipt_parked_reference ON receipt (given_reference) WHERE declaration_id IS NULL;
    CREATE INDEX receipt_parked_entry ON receipt (given_entry_id) WHERE declaration_id IS NULL;
    CREATE INDEX receipt_parked_declaration ON receipt (given_declaration_id) WHERE declaration_id IS NULL;
    CREATE INDEX receipt_told_entry ON receipt (given_entry_id) WHERE declaration_id IS NOT NULL;
    CREATE TABLE receipt_code (
      channel text NOT NULL,
      code text NOT NULL,
      meaning text NOT NULL,
      name text NOT NULL,
      valid_from date NOT NULL,
      valid_to date,
      PRIMARY KEY (channel, code, valid_from)
    );
    CREATE TABLE exemption_filing (
      declaration_id uuid PRIMARY KEY REFERENCES declaration (id),
      broker_id uuid NOT NULL,
      filed_on date NOT NULL,
      tax_reference text NOT NULL,
      recorded_at timestamptz NOT NULL
    );
    CREATE TABLE fx_receipt (
      id uuid PRIMARY KEY,
      declaration_id uuid NOT NULL REFERENCES declaration (id),
      broker_id uuid NOT NULL,
      received_on date NOT NULL,
      amount numeric(19, 2) NOT NULL CHECK (amount > 0),
      currency text NOT NULL,
      bank_reference text NOT NULL,
      recorded_at timestamptz NOT NULL,
      UNIQUE (broker_id, bank_reference)
    );
    CREATE INDEX fx_receipt_declaration ON fx_receipt (declaration_id)`);
}

async function security(runner: QueryRunner): Promise<void> {
  const write = 'SELECT, INSERT, UPDATE';
  const replace = 'SELECT, INSERT, DELETE';
  await protect(runner, 'declaration', {
    broker: { rows: OWN, verbs: write },
    officer: { rows: OWN_OFFICE, verbs: 'SELECT, UPDATE' },
  });
  const visible = 'EXISTS (SELECT 1 FROM declaration d WHERE d.id = declaration_id)';
  for (const table of ['goods_line', 'declaration_container']) {
    await protect(runner, table, { broker: { rows: OWN, verbs: replace }, officer: { rows: visible, verbs: READ } });
  }
  // Where the month of closing decides the rate, the receipt that closes values the items anew, whoever brings it.
  await protect(runner, 'declaration_item', {
    broker: { rows: OWN, verbs: `${replace}, UPDATE (fob_usd, fob_cny)` },
    officer: { rows: visible, verbs: 'SELECT, UPDATE (fob_usd, fob_cny)' },
  });
  for (const table of ['submission', 'exemption_filing', 'fx_receipt']) {
    const append = 'SELECT, INSERT';
    await protect(
      runner,
      table,
      { broker: { rows: OWN, verbs: append }, officer: { rows: visible, verbs: READ } },
      append,
    );
  }
  // What customs said stays as it came: only where it belongs and what it means may be filled in later.
  const settle = 'SELECT, INSERT, UPDATE (customs_office, declaration_id, broker_id, meaning, parked_reason)';
  await protect(
    runner,
    'receipt',
    {
      broker: { rows: `${OWN} OR declaration_id IS NULL`, verbs: settle },
      officer: { rows: `${OWN_OFFICE} OR declaration_id IS NULL`, verbs: settle },
    },
    settle,
  );
  await protect(runner, 'receipt_code', { broker: { rows: true, verbs: READ }, officer: { rows: true, verbs: READ } });
}
