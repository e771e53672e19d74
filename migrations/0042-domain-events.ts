import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, protect, READ } from '../src/platform/database/protect.js';

/**
 * Domain events are written by the code that acts, no longer by a trigger that read the actions of the audit trail. What was recorded
 * and not sent yet is carried over.
 */
export class DomainEvents1000000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_subscription (type text PRIMARY KEY);
      CREATE TABLE domain_event (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL,
        at timestamptz NOT NULL,
        type text NOT NULL,
        subject_id uuid NOT NULL,
        data jsonb NOT NULL
      )`);
    const note = { rows: true as const, verbs: 'INSERT' };
    await protect(
      runner,
      'domain_event',
      { broker: note, officer: note, analyst: note },
      'SELECT, INSERT, UPDATE, DELETE',
    );
    const look = { rows: true as const, verbs: READ };
    await protect(runner, 'event_subscription', { broker: look, officer: look, analyst: look }, APPEND_ONLY);
    await runner.query('SET LOCAL ROLE loomgate_system');
    await carryOver(runner);
    await runner.query('RESET ROLE');
    await runner.query(`
      DROP TRIGGER note_news ON audit_entry;
      DROP FUNCTION note_news();
      DROP TABLE news;
      DROP TABLE news_wanted`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const TYPE = `CASE action WHEN 'declaration.submitted' THEN 'declaration.moved' WHEN 'settlement.parked-retried' THEN 'settlement.finished'
  WHEN 'correction.asked' THEN 'correction.sent' WHEN 'correction.asked-again' THEN 'correction.sent' ELSE action END`;

async function carryOver(runner: QueryRunner): Promise<void> {
  await runner.query(`
    INSERT INTO event_subscription SELECT DISTINCT ${TYPE} FROM news_wanted;
    INSERT INTO domain_event (id, at, type, subject_id, data)
    SELECT n.id, n.at, n.type, n.subject, n.data FROM (
      SELECT position, id, at, ${TYPE} AS type, subject_id::uuid AS subject,
        CASE action
          WHEN 'declaration.submitted' THEN jsonb_build_object('to', 'submitted', 'entryId', NULL,
            'from', CASE detail ->> 'number' WHEN '1' THEN 'draft' ELSE 'returned' END)
          WHEN 'declaration.moved' THEN jsonb_build_object('from', detail -> 'from', 'to', detail -> 'to', 'entryId', detail -> 'entryId')
          WHEN 'correction.asked' THEN jsonb_build_object('correction', detail -> 'correction', 'again', false)
          WHEN 'correction.asked-again' THEN jsonb_build_object('correction', detail -> 'correction', 'again', true)
          ELSE '{}' END AS data
      FROM news WHERE action NOT LIKE 'settlement.%'
      UNION ALL
      SELECT n.position, n.id, n.at, 'settlement.finished', s.id, '{}' FROM news n
      JOIN settlement s ON s.market = split_part(n.subject_id, ' ', 1) AND s.week = split_part(n.subject_id, ' ', 2)
        AND s.run = coalesce((n.detail ->> 'run')::integer, 1)
      WHERE n.action LIKE 'settlement.%') n
    WHERE n.type <> 'declaration.moved' OR n.data ->> 'from' IS DISTINCT FROM n.data ->> 'to'
    ORDER BY n.position, n.subject`);
}
