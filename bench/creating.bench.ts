import type { PoolClient } from 'pg';
import { newId } from '../src/vocabulary/id.js';
import { body, LINES, putRates } from './declaration.js';
import { compare } from './pairs.js';
import type { Stage } from './stage.js';

const CLIENTS = 8;

/** A table that is written to, and the column that says whose its rows are. */
type Written = readonly [table: string, owner: string];
const CREATED: readonly Written[] = [
  ['declaration', 'id'],
  ['goods_line', 'declaration_id'],
  ['declaration_item', 'declaration_id'],
  ['declaration_container', 'declaration_id'],
  ['declaration_key', 'declaration_id'],
  ['audit_entry', 'subject_id'],
];
const SUBMITTED: readonly Written[] = [
  ['submission', 'declaration_id'],
  ['lane_draw', 'declaration_id'],
  ['lane', 'declaration_id'],
  ['audit_entry', 'subject_id'],
];

/** Rows of one declaration, ready to be inserted again under another id. */
interface Ready {
  readonly table: string;
  readonly columns: string;
  readonly rows: string;
}

/** Creating and submitting a declaration by HTTP with everything on, beside the rows that this writes, by raw pg in one transaction. */
export async function run(stage: Stage): Promise<void> {
  await putRates(stage);
  const created = await create(stage);
  const draft = await readyRows(stage, CREATED, created);
  const before = await auditIds(stage, created);
  await submit(stage, created);
  const filed = await readyRows(stage, SUBMITTED, created, before);
  for (const clients of [1, CLIENTS]) {
    const many = (work: () => Promise<unknown>) => () => Promise.all(Array.from({ length: clients }, work));
    await compare({
      name: `create ${LINES} lines, ${clients} at once (baseline: the same rows by raw pg)`,
      ours: many(() => create(stage)),
      baseline: many(() => inTransaction(stage, (client) => insert(client, draft, newId(), created))),
    });
    let drafts: string[] = [];
    await compare({
      name: `submit ${LINES} lines, ${clients} at once (baseline: the same rows by raw pg)`,
      before: async () => void (drafts = await Promise.all(Array.from({ length: clients }, () => create(stage)))),
      ours: () => Promise.all(drafts.map((id) => submit(stage, id))),
      baseline: () =>
        Promise.all(drafts.map((id) => inTransaction(stage, (client) => file(client, filed, id, created)))),
    });
  }
}

const create = async ({ post }: Stage): Promise<string> =>
  ((await post('/v1/declarations', body())) as { id: string }).id;
const submit = ({ post }: Stage, id: string) => post(`/v1/declarations/${id}/submit`, {}, { 'If-Match': '*' });

async function auditIds({ raw }: Stage, id: string): Promise<string[]> {
  const { rows } = await raw.query<{ id: string }>('SELECT id FROM audit_entry WHERE subject_id = $1', [id]);
  return rows.map((row) => row.id);
}

/** What the service wrote of this declaration; of the trail without the entries that were there before. */
async function readyRows(
  { raw }: Stage,
  tables: readonly Written[],
  id: string,
  known: string[] = [],
): Promise<Ready[]> {
  const ready: Ready[] = [];
  for (const [table, owner] of tables) {
    const { rows: columns } = await raw.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    const { rows } = await raw.query<{ rows: object[] | null }>(
      `SELECT jsonb_agg(to_jsonb(t)) AS rows FROM ${table} t WHERE ${owner}::text = $1
       ${table === 'audit_entry' ? 'AND NOT id = ANY ($2::uuid[])' : 'AND $2::uuid[] IS NOT NULL'}`,
      [id, known],
    );
    const found = rows[0]?.rows;
    if (found) ready.push({ table, columns: columns.map(({ name }) => name).join(', '), rows: JSON.stringify(found) });
  }
  return ready;
}

async function inTransaction({ raw }: Stage, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await raw.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** One prepared statement a table; names and ids that must not be there twice are made new. */
async function insert(client: PoolClient, ready: readonly Ready[], id: string, template: string): Promise<void> {
  for (const { table, columns, rows } of ready) {
    const renamed = rows.replaceAll(template, id).replaceAll(/"reference": ?"[^"]*"/g, `"reference":"${id}"`);
    const fresh = table === 'audit_entry' ? renamed.replaceAll(/"id": ?"[^"]*"/g, () => `"id":"${newId()}"`) : renamed;
    await client.query({
      name: `insert ${table}`,
      text: `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      values: [fresh],
    });
    if (table !== 'audit_entry') continue;
    await client.query({
      name: 'unsealed',
      text: `INSERT INTO audit_unsealed SELECT id FROM jsonb_populate_recordset(NULL::audit_entry, $1::jsonb)`,
      values: [fresh],
    });
  }
}

/** The row of the declaration changes once, and the facts of its submission are appended. */
async function file(client: PoolClient, ready: readonly Ready[], id: string, template: string): Promise<void> {
  await client.query({
    name: 'file',
    text: `UPDATE declaration d SET (status, declared_on, revision, filed_at, submitted_at, next_actor, next_due_at, next_steps) =
             (SELECT t.status, t.declared_on, t.revision, t.filed_at, t.submitted_at, t.next_actor, t.next_due_at, t.next_steps
              FROM declaration t WHERE t.id = $2) WHERE d.id = $1`,
    values: [id, template],
  });
  await insert(client, ready, id, template);
}
