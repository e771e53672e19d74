import { DataSource, type EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { ApiKeyEntity } from '../../src/access/api-key.entity.js';
import { OrganisationEntity } from '../../src/access/organisation.entity.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { newId } from '../../src/vocabulary/id.js';
import { asOwner } from '../support/owner.js';
import { Office } from '../support/office.js';

/** A table as this test compares it: its columns by name, its primary key, and what else is unique. */
interface Table {
  readonly columns: Readonly<Record<string, string>>;
  readonly primaryKey: readonly string[];
  readonly unique: readonly string[];
}

/** TypeORM's own table, which says what migrations have run. */
const NOT_OURS = ['schema_migration'];
/** What TypeORM cannot say, and why. */
const NOT_SAID = {
  // TypeORM does not know the type xid8.
  columns: { audit_entry: ['transaction_id'], streamed_event: ['written_by'] },
  primaryKeys: ['reservation'], // TypeORM needs one; this table has a unique key with a column that may be null.
};

const office = new Office();
let source: DataSource;

beforeAll(async () => {
  await office.open({});
  source = office.get(DataSource);
});
afterAll(() => office.close());

function columnOf(column: ColumnMetadata): string {
  const { precision, scale, length, isArray } = column;
  const size = [length || null, precision, scale].filter((part) => part !== null && part !== undefined).join(',');
  return [
    `${source.driver.normalizeType(column)}${size ? `(${size})` : ''}${isArray ? '[]' : ''}`,
    ...(column.isNullable ? ['NULL'] : []),
    ...(column.generatedIdentity ? [`IDENTITY ${column.generatedIdentity}`] : []),
    ...(column.isInsert || column.isUpdate ? [] : ['COMPUTED']),
  ].join(' ');
}

function tableOf({ columns, primaryColumns, uniques, tableName }: EntityMetadata): Table {
  return {
    columns: Object.fromEntries(columns.map((column) => [column.databaseName, columnOf(column)])),
    primaryKey: NOT_SAID.primaryKeys.includes(tableName)
      ? []
      : primaryColumns.map((column) => column.databaseName).sort(),
    unique: uniques
      .map((key) =>
        key.columns
          .map((column) => column.databaseName)
          .sort()
          .join(', '),
      )
      .sort(),
  };
}

/** The tables of the migrated schema. Unique keys over expressions or part of the rows are rules, which migrations alone say. */
const SCHEMA = `
  SELECT t.relname AS name, json_build_object(
    'columns', (SELECT json_object_agg(a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
        CASE WHEN NOT a.attnotnull THEN 'NULL' END, CASE a.attidentity WHEN 'a' THEN 'IDENTITY ALWAYS' WHEN 'd' THEN 'IDENTITY BY DEFAULT' END,
        CASE WHEN a.attgenerated <> '' THEN 'COMPUTED' END))
      FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped),
    'keys', (SELECT coalesce(json_agg(json_build_object('isPrimary', i.indisprimary, 'columns',
        (SELECT json_agg(a.attname ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY (i.indkey)))), '[]')
      FROM pg_index i WHERE i.indrelid = t.oid AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL)) AS table
  FROM pg_class t WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')`;

interface Row {
  readonly name: string;
  readonly table: {
    readonly columns: Record<string, string>;
    readonly keys: readonly { readonly isPrimary: boolean; readonly columns: readonly string[] }[];
  };
}

async function migratedTables(): Promise<Record<string, Table>> {
  const rows = await asOwner<Row>(office, SCHEMA);
  const ours = rows.filter(({ name }) => !NOT_OURS.includes(name));
  return Object.fromEntries(
    ours.map(({ name, table: { columns, keys } }) => {
      const notSaid: readonly string[] = Object.entries(NOT_SAID.columns).find(([table]) => table === name)?.[1] ?? [];
      const said = Object.entries(columns).filter(([column]) => !notSaid.includes(column));
      const primaryKey = keys.find(({ isPrimary }) => isPrimary)?.columns ?? [];
      const unique = keys.filter(({ isPrimary }) => !isPrimary).map((key) => key.columns.join(', '));
      return [name, { columns: Object.fromEntries(said), primaryKey, unique: unique.sort() }];
    }),
  );
}

describe('the entities', () => {
  it('say what the migrated schema has, and nothing else', async () => {
    const entities = source.entityMetadatas;
    const migrated = await migratedTables();
    expect(Object.fromEntries(entities.map((entity) => [entity.tableName, tableOf(entity)]))).toEqual(migrated);
    expect(entities.map(({ tableName }) => tableName).sort()).toEqual(Object.keys(migrated).sort());
  });
});

describe('the entity manager of a transaction', () => {
  const made = { id: newId(), kind: 'broker' as const, name: '新行', createdAt: '2026-11-18T02:00:00.123Z' };
  const { id } = made;

  it('reads and writes rows on its connection, with instants as text, and is rolled back with it', async () => {
    const work = office.database.transaction(SYSTEM, async (tx) => {
      await tx.manager.insert(OrganisationEntity, made);
      expect(await tx.one('SELECT name FROM organisation WHERE id = $1', [id])).toEqual({ name: made.name });
      await tx.manager.update(OrganisationEntity, { id }, { nameEn: 'New' });
      const row = await tx.manager.findOne(OrganisationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      expect(row).toEqual({
        ...made,
        nameEn: 'New',
        uscc: null,
        customsOffice: null,
        state: 'open',
        mergedInto: null,
        revision: 1,
      });
      throw new Error('rolled back');
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await office.rows('SELECT 1 FROM organisation WHERE id = $1', [id])).toEqual([]);
  });

  it('has the role of the actor, sees its rows only, and fails as a statement does', async () => {
    const broker = office.actor('brokerA');
    const { keyId } = office.actor('admin');
    if (keyId === null) throw new Error('An actor of a request has a key.');
    const seen = (actor: typeof broker) =>
      office.database.transaction(actor, (tx) => tx.manager.findOneBy(ApiKeyEntity, { id: keyId }));
    expect((await seen(SYSTEM))?.id).toBe(keyId);
    expect(await seen(broker)).toBeNull();
    const adding = office.database.transaction(broker, (tx) => tx.manager.insert(OrganisationEntity, made));
    await expect(adding).rejects.toMatchObject({ code: '42501' });
  });
});
