import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Earlier episodes stand in the row of the declaration, and a receipt is one fact under whatever name it comes. */
export class ReceiptIdentity1000000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE declaration ADD COLUMN past_episodes jsonb;
      CREATE INDEX declaration_refiled ON declaration (market, filed_at) WHERE past_episodes IS NOT NULL;
      DROP INDEX open_items_filed_again;
      ALTER TABLE receipt ADD COLUMN added_entry_id text;
      CREATE INDEX receipt_added_entry ON receipt (added_entry_id) WHERE added_entry_id IS NOT NULL;
      GRANT UPDATE (added_entry_id) ON receipt TO loomgate_broker, loomgate_officer, loomgate_admin, loomgate_system;
      DROP INDEX receipt_once_unmatched;
      CREATE UNIQUE INDEX receipt_once_unmatched ON receipt
        (channel, code, event_time, coalesce(customs_office, ''), coalesce(given_entry_id, ''), coalesce(given_reference, ''),
         coalesce(given_broker_id::text, ''), coalesce(given_declaration_id::text, ''))
        WHERE declaration_id IS NULL`);
    // Row-level security is forced on the owner as well.
    await runner.query('SET LOCAL ROLE loomgate_system');
    await pastEpisodes(runner);
    await settleTwins(runner);
    await declaredRates(runner);
    await runner.query('RESET ROLE');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Filled from the facts as they were read until now; `rebuild` computes them by the projection of the status. */
async function pastEpisodes(runner: QueryRunner): Promise<void> {
  const utc = (instant: string) => `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const first = (meaning: string) =>
    `'${meaning}At', ${utc(`min(r.event_time) FILTER (WHERE r.meaning = '${meaning}')`)}`;
  const meanings = ['accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled'];
  await runner.query(`
    UPDATE declaration SET past_episodes = past.episodes
    FROM (
      SELECT id, jsonb_agg(episode ORDER BY number) AS episodes
      FROM (
        SELECT again.declaration_id AS id, again.number,
          jsonb_build_object('filedAt', ${utc('first.filed_at')}, ${meanings.map(first).join(', ')},
            'endedAt', ${utc('again.filed_at')}) AS episode
        FROM submission again
        JOIN submission first ON first.declaration_id = again.declaration_id AND first.number = again.number - 1
        JOIN receipt r ON r.declaration_id = again.declaration_id AND r.meaning IS NOT NULL
          AND r.event_time <= again.filed_at AND (r.event_time > first.filed_at OR first.number = 1)
        WHERE again.number > 1
        GROUP BY again.declaration_id, again.number, first.filed_at, again.filed_at
        HAVING bool_or(r.meaning IN ('returned', 'cancelled'))) e
      GROUP BY id) past
    WHERE past.id = declaration.id`);
}

/**
 * The same fact that was kept twice, once without and once with the customs number: the one without is settled under its
 * names. No status changes by that.
 */
async function settleTwins(runner: QueryRunner): Promise<void> {
  await runner.query(`
    UPDATE receipt SET declaration_id = NULL, broker_id = NULL, meaning = NULL, parked_reason = NULL
    FROM (
      SELECT DISTINCT ON (r.channel, r.code, r.event_time, r.customs_office, r.given_reference, r.given_broker_id, r.given_declaration_id) r.id
      FROM receipt r
      JOIN receipt numbered USING (declaration_id, channel, code, event_time)
      WHERE r.given_entry_id IS NULL AND r.parked_reason IS NULL AND numbered.given_entry_id ~ '^\\d{4}20\\d{2}[01]\\d{9}$'
        AND NOT EXISTS (
          SELECT 1 FROM receipt settled
          WHERE settled.declaration_id IS NULL AND settled.channel = r.channel AND settled.code = r.code
            AND settled.event_time = r.event_time AND settled.given_entry_id IS NULL
            AND (settled.customs_office, settled.given_reference, settled.given_broker_id, settled.given_declaration_id)
              IS NOT DISTINCT FROM (r.customs_office, r.given_reference, r.given_broker_id, r.given_declaration_id))) twin
    WHERE receipt.id = twin.id`);
}

/**
 * Where the month of closing has valued the FOB, the rates of the declared total were not kept: they are those that the table
 * had for the month of the declaration when it was submitted.
 */
async function declaredRates(runner: QueryRunner): Promise<void> {
  await runner.query(`
    UPDATE declaration d SET valuation = d.valuation || jsonb_build_object('declared', jsonb_build_object(
      'month', to_char(d.declared_on, 'YYYY-MM'), 'rates', r.rates))
    FROM (
      SELECT d.id, jsonb_object_agg(c.currency, jsonb_build_object(
        'toCny', trim_scale(c.to_cny)::text, 'toUsd', trim_scale(c.to_usd)::text)) AS rates
      FROM declaration d
      CROSS JOIN LATERAL jsonb_object_keys(d.valuation -> 'rates') AS used (currency)
      JOIN customs_rate c ON c.month = to_char(d.declared_on, 'YYYY-MM') AND c.currency = used.currency
        AND c.set_at <= d.submitted_at AND (c.replaced_at IS NULL OR d.submitted_at < c.replaced_at)
      WHERE d.valuation ->> 'basis' = 'closing' AND d.valuation ->> 'month' <> to_char(d.declared_on, 'YYYY-MM')
      GROUP BY d.id) r
    WHERE r.id = d.id`);
}
