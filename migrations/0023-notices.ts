import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, OWN, protect, READ } from '../src/platform/database/protect.js';

const OWN_ORGANISATION = "organisation_id = nullif(current_setting('app.organisation', true), '')::uuid";

/** Reminders to the end, and the ways they and other news leave the house: webhooks and e-mail. */
export class Notices1000000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await reminders(runner);
    await news(runner);
    await webhooks(runner);
    await mail(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** A warning before the month closes is a reminder of another kind; what a firm acknowledged, and whom it could not be made for. */
async function reminders(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE period_run DROP CONSTRAINT period_run_kind_check;
    ALTER TABLE period_run ADD CONSTRAINT period_run_kind_check
      CHECK (kind IN ('daily-clearance', 'weekly-settlement', 'monthly-reminder', 'pre-close-warning'));
    ALTER TABLE reminder
      ADD COLUMN kind text NOT NULL DEFAULT 'reminder' CHECK (kind IN ('reminder', 'pre-close')),
      ADD COLUMN calendar_published boolean NOT NULL DEFAULT true,
      DROP CONSTRAINT reminder_market_month_broker_id_key,
      ADD CONSTRAINT reminder_once UNIQUE (market, month, kind, broker_id);
    CREATE TABLE reminder_acknowledgement (
      reminder_id uuid NOT NULL REFERENCES reminder (id),
      kind text NOT NULL,
      subject_id uuid NOT NULL,
      broker_id uuid NOT NULL,
      opened_at timestamptz NOT NULL,
      level text NOT NULL,
      overdue boolean NOT NULL,
      note text NOT NULL,
      acknowledged_at timestamptz NOT NULL,
      acknowledged_by text NOT NULL,
      PRIMARY KEY (reminder_id, kind, subject_id)
    );
    CREATE INDEX reminder_acknowledgement_item ON reminder_acknowledgement (broker_id, kind, subject_id);
    CREATE TABLE reminder_parked (
      id uuid PRIMARY KEY,
      market text NOT NULL REFERENCES market (code),
      month text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('reminder', 'pre-close')),
      broker_id uuid NOT NULL,
      until timestamptz NOT NULL,
      reason text NOT NULL,
      attempts integer NOT NULL DEFAULT 1,
      parked_at timestamptz NOT NULL,
      settled_at timestamptz,
      UNIQUE (market, month, kind, broker_id)
    )`);
  const officer = { rows: true as const, verbs: READ };
  await protect(
    runner,
    'reminder_acknowledgement',
    { officer, broker: { rows: OWN, verbs: APPEND_ONLY } },
    APPEND_ONLY,
  );
  await protect(runner, 'reminder_parked', { officer }, 'SELECT, INSERT, UPDATE');
}

/**
 * What others may be told of is noted by a trigger on the audit trail: in the same commit as the deed, by whoever does it, and
 * only the actions somebody has asked for, so that a market without listeners pays one look at an empty table a statement.
 * `position` orders the news of one subject as they were committed: its row was locked in between.
 */
async function news(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE news_wanted (action text PRIMARY KEY);
    CREATE TABLE news (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id uuid NOT NULL,
      at timestamptz NOT NULL,
      action text NOT NULL,
      subject_id text NOT NULL,
      detail jsonb NOT NULL
    );
    CREATE FUNCTION note_news() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO news (id, at, action, subject_id, detail)
        SELECT e.id, e.at, e.action, e.subject_id, e.detail FROM entered e JOIN news_wanted w ON w.action = e.action ORDER BY e.id;
        RETURN NULL;
      END $$;
    CREATE TRIGGER note_news AFTER INSERT ON audit_entry REFERENCING NEW TABLE AS entered
      FOR EACH STATEMENT EXECUTE FUNCTION note_news()`);
  const note = { rows: true as const, verbs: 'INSERT' };
  await protect(runner, 'news', { broker: note, officer: note, analyst: note }, 'SELECT, INSERT, DELETE');
  const look = { rows: true as const, verbs: READ };
  await protect(runner, 'news_wanted', { broker: look, officer: look, analyst: look }, APPEND_ONLY);
}

/** Endpoints, each with a queue and a log of its own. A secret is read by the service alone, whoever owns the endpoint. */
async function webhooks(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE webhook (
      id uuid PRIMARY KEY,
      organisation_id uuid REFERENCES organisation (id),
      scope text NOT NULL CHECK (scope IN ('firm', 'office', 'all')),
      customs_office text CHECK ((scope = 'office') = (customs_office IS NOT NULL)),
      url text NOT NULL,
      events text[] NOT NULL,
      state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'switched-off')),
      state_reason text,
      failing_since timestamptz,
      failures integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL,
      last_number bigint NOT NULL DEFAULT 0,
      lease uuid,
      leased_until timestamptz,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      revision integer NOT NULL DEFAULT 1,
      CHECK (scope <> 'firm' OR organisation_id IS NOT NULL)
    );
    CREATE INDEX webhook_organisation ON webhook (organisation_id, id);
    CREATE TABLE webhook_secret (
      webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
      secret text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      PRIMARY KEY (webhook_id, secret)
    );
    CREATE TABLE webhook_delivery (
      id uuid PRIMARY KEY,
      webhook_id uuid NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
      organisation_id uuid,
      number bigint NOT NULL,
      event_id uuid NOT NULL,
      type text NOT NULL,
      market text,
      subject text NOT NULL,
      data jsonb NOT NULL,
      occurred_at timestamptz NOT NULL,
      state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'given-up')),
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL,
      UNIQUE (webhook_id, number),
      UNIQUE (webhook_id, event_id)
    );
    CREATE INDEX webhook_delivery_pending ON webhook_delivery (webhook_id, (attempts > 0), number) WHERE state = 'pending';
    CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_attempt_at) WHERE state = 'pending';
    CREATE INDEX webhook_delivery_order ON webhook_delivery (webhook_id, subject, number) WHERE state = 'pending';
    CREATE INDEX webhook_delivery_age ON webhook_delivery (created_at);
    CREATE TABLE webhook_attempt (
      id uuid PRIMARY KEY,
      delivery_id uuid NOT NULL REFERENCES webhook_delivery (id) ON DELETE CASCADE,
      organisation_id uuid,
      at timestamptz NOT NULL,
      duration_ms integer NOT NULL,
      status integer,
      answer text,
      error text
    );
    CREATE INDEX webhook_attempt_delivery ON webhook_attempt (delivery_id, id)`);
  const own = { rows: OWN_ORGANISATION, verbs: 'SELECT, INSERT, UPDATE, DELETE' };
  await protect(runner, 'webhook', { broker: own, officer: own });
  const asked = { rows: OWN_ORGANISATION, verbs: 'SELECT, INSERT, UPDATE' };
  await protect(runner, 'webhook_delivery', { broker: asked, officer: asked });
  const log = { rows: OWN_ORGANISATION, verbs: READ };
  await protect(runner, 'webhook_attempt', { broker: log, officer: log }, APPEND_ONLY);
  await protect(runner, 'webhook_secret', { admin: { rows: 'false', verbs: READ } });
}

/** Where a firm wants its reminders, and the mails made of them: one a reminder and address. */
async function mail(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE notice_address (
      organisation_id uuid PRIMARY KEY REFERENCES organisation (id),
      email text NOT NULL,
      language text NOT NULL CHECK (language IN ('zh', 'en')),
      updated_at timestamptz NOT NULL,
      revision integer NOT NULL DEFAULT 1
    );
    CREATE TABLE notice_mail (
      id uuid PRIMARY KEY,
      organisation_id uuid NOT NULL,
      reminder_id uuid NOT NULL REFERENCES reminder (id),
      email text NOT NULL,
      language text NOT NULL,
      message_id text NOT NULL,
      state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'given-up')),
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL,
      lease uuid,
      leased_until timestamptz,
      last_attempt_at timestamptz,
      last_answer text,
      sent_at timestamptz CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
      created_at timestamptz NOT NULL,
      UNIQUE (reminder_id, email)
    );
    CREATE INDEX notice_mail_pending ON notice_mail (next_attempt_at, id) WHERE state = 'pending';
    CREATE INDEX notice_mail_organisation ON notice_mail (organisation_id, created_at, id)`);
  const own = { rows: OWN_ORGANISATION, verbs: 'SELECT, INSERT, UPDATE, DELETE' };
  await protect(runner, 'notice_address', { broker: own });
  await protect(runner, 'notice_mail', { broker: { rows: OWN_ORGANISATION, verbs: READ } }, 'SELECT, INSERT, UPDATE');
}
