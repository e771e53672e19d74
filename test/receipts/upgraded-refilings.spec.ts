import { Client } from 'pg';
import { readInput } from '../../src/command-line/command.js';
import { rebuildCommand } from '../../src/command-line/rebuild.command.js';
import { migrate } from '../../src/infrastructure.js';
import { type Answer, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, facts, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

/** As the owner of the schema. */
async function asOwner(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function rebuild(...args: string[]): Promise<number> {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  process.exitCode = 0;
  await rebuildCommand.run(readInput(rebuildCommand, args), office.app, undefined as never);
  return Number(process.exitCode);
}

const UNDONE = [
  `DELETE FROM schema_migration WHERE name = 'ReceiptIdentity1000000000033'`,
  'ALTER TABLE declaration DROP COLUMN past_episodes',
  'ALTER TABLE receipt DROP COLUMN added_entry_id',
  'DROP INDEX receipt_once_unmatched',
  `CREATE UNIQUE INDEX receipt_once_unmatched ON receipt
     (channel, code, event_time, coalesce(given_entry_id, ''), coalesce(given_reference, ''), coalesce(given_broker_id::text, ''), coalesce(given_declaration_id::text, ''))
     WHERE declaration_id IS NULL`,
  'CREATE INDEX open_items_filed_again ON submission (filed_at) WHERE number > 1',
  `UPDATE declaration SET valuation = valuation - 'declared'`,
];

/** What FOB was until a closing valued it was not recorded before: a week before that closing counts what was submitted. */
function withoutEarlierValue({ valuation, ...declaration }: Answer) {
  const { declared, ...used } = valuation as Record<string, object>;
  const { month, rates } = declared as Record<string, unknown>;
  return { ...declaration, valuation: { ...used, declared: { month, rates } } };
}

it('a database of before is right after its migration and a rebuild', async () => {
  // A return that came after the refiling, and was read as one that happened after it.
  const { id, reference } = await submitted(office, { declaredOn: '2021-12-28' });
  await post(office, [receipt('E', '28T10:00', { reference })]);
  await submit(office, await seen(office, id)).expect(200);
  const number = entryId();
  await post(office, [
    receipt('Z', '28T10:06', { reference }),
    receipt('P', '29T10:00', { reference }),
    receipt('R', '30T10:00', { reference, entryId: number }),
  ]);
  // A closing that has valued.
  await office.rows(`UPDATE market SET rate_basis = 'closing' WHERE code = 'KQ-CTC'`);
  const valued = await submitted(office, { declaredOn: '2021-11-30' });
  await post(office, [receipt('R', '01T08:00', { declarationId: valued.id })]);
  await office.rows(`UPDATE market SET rate_basis = 'declaration'`);
  const right = [await seen(office, id), withoutEarlierValue(await seen(office, valued.id)), await facts(office, id)];
  expect(right[0]).toMatchObject({ status: 'closed', filedAt: '2021-12-29T02:00:00.000Z' });

  await asOwner(
    ...UNDONE,
    `UPDATE submission SET filed_at = '2021-12-28T02:00:00Z' WHERE declaration_id = '${id}' AND number = 2`,
    `UPDATE declaration SET status = 'returned', filed_at = '2021-12-28T02:00:00Z', released_at = NULL, closed_at = NULL,
       returned_at = '2021-12-28T02:06:00Z' WHERE id = '${id}'`,
    `INSERT INTO receipt (id, channel, code, event_time, received_at, given_reference, actor_name, customs_office, declaration_id, broker_id, meaning)
     SELECT gen_random_uuid(), channel, code, event_time, received_at, given_reference, actor_name, customs_office, declaration_id, broker_id, meaning
     FROM receipt WHERE declaration_id = '${id}' AND code = 'R'`,
  );
  expect(await migrate(office.ownerUrl)).toBe(1);
  const { body } = await office.as('officer').get(`/v1/declarations/${id}/receipts`).expect(200);
  expect(body.items.map(({ code }: { code: string }) => code)).toEqual(['E', 'Z', 'P', 'R']);
  expect(await rebuild('--check')).toBe(1);
  await rebuild();
  expect([await seen(office, id), await seen(office, valued.id), await facts(office, id)]).toEqual(right);
  expect(await rebuild('--check')).toBe(0);
});
