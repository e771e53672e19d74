import { Client } from 'pg';
import { migrate } from '../../src/infrastructure.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const NOW = '2026-11-18T02:00:00.000Z';

/** What the events were before migration 42: a trigger copied entries of the audit trail by their action. */
const BEFORE = `
  DELETE FROM schema_migration WHERE name = 'DomainEvents1000000000042';
  DROP TABLE domain_event;
  DROP TABLE event_subscription;
  CREATE TABLE news_wanted (action text PRIMARY KEY);
  CREATE TABLE news (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL, at timestamptz NOT NULL,
    action text NOT NULL, subject_id text NOT NULL, detail jsonb NOT NULL);
  GRANT SELECT ON news, news_wanted TO loomgate_system;
  CREATE FUNCTION note_news() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
  CREATE TRIGGER note_news AFTER INSERT ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION note_news()`;

it('an upgrade carries over what was recorded and not sent yet, in its order', async () => {
  const { id } = await new Given(office).declaration({ filed: NOW });
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  await client.query(BEFORE);
  await client.query(
    `INSERT INTO news_wanted VALUES ('declaration.submitted'), ('declaration.moved'), ('correction.asked')`,
  );
  const note = (action: string, detail: object) =>
    client.query('INSERT INTO news (id, at, action, subject_id, detail) VALUES (gen_random_uuid(), $1, $2, $3, $4)', [
      NOW,
      action,
      id,
      detail,
    ]);
  await note('declaration.submitted', { number: 1, filedAt: NOW });
  await note('declaration.moved', { from: 'submitted', to: 'accepted', entryId: '290620260000000001' });
  await note('declaration.moved', { from: 'accepted', to: 'accepted', entryId: null });
  await note('correction.asked-again', { correction: 2, state: 'sent' });
  await note('reminder.created', {});
  await client.end();

  expect(await migrate(office.ownerUrl)).toBe(1);
  const events = await office.rows('SELECT type, subject_id = $1 AS of, data FROM domain_event ORDER BY position', [
    id,
  ]);
  expect(events).toEqual([
    { type: 'declaration.moved', of: true, data: { from: 'draft', to: 'submitted', entryId: null } },
    {
      type: 'declaration.moved',
      of: true,
      data: { from: 'submitted', to: 'accepted', entryId: '290620260000000001' },
    },
    { type: 'correction.sent', of: true, data: { correction: 2, again: true } },
    { type: 'reminder.created', of: true, data: {} },
  ]);
  expect(await office.rows('SELECT type FROM event_subscription ORDER BY type')).toEqual([
    { type: 'correction.sent' },
    { type: 'declaration.moved' },
  ]);
});
