import { Client } from 'pg';
import ts from 'typescript';
import { callSites } from '../../scripts/sql/call-sites.js';
import { describeStatement } from '../../scripts/sql/describe.js';
import { Evaluator } from '../../scripts/sql/evaluate.js';
import { functionProblems } from '../../scripts/sql/functions.js';
import { rowDifferences } from '../../scripts/sql/row-type.js';
import { composedWrites, tableProblems, type Tables, type Use, usesOf } from '../../scripts/sql/tables.js';
import { databaseOf } from '../support/servers/database-url.js';

const ROOT = '/fixture';
const TX = `interface Tx { rows<R>(sql: string, params?: unknown[]): Promise<R[]>; run(sql: string): Promise<number> }\n`;

/** A program of one file, as the check sees the service. */
function programOf(text: string): ts.Program {
  const host = ts.createCompilerHost({});
  const path = `${ROOT}/src/orders/orders.ts`;
  const own = ts.createSourceFile(path, TX + text, ts.ScriptTarget.ES2023, true);
  const read = host.getSourceFile.bind(host);
  return ts.createProgram(
    [path],
    { strict: true, target: ts.ScriptTarget.ES2023 },
    {
      ...host,
      getSourceFile: (name, version) => (name === path ? own : read(name, version)),
    },
  );
}

/** The statements of every place of a text; constants at the top of it have the given values. */
function statementsOf(text: string, top: Record<string, unknown> = {}): unknown[][] {
  const program = programOf(text);
  const evaluator = new Evaluator(
    program,
    () => (name) => top[name],
    (file) => file.startsWith(ROOT),
  );
  return callSites(program, ROOT).map(
    ({
      call: {
        arguments: [sql],
      },
    }) => (sql ? evaluator.valuesOf(sql) : []),
  );
}

describe('the statements of the service', () => {
  it('have the text that constants and callers give them', () => {
    const text = `
      const COLUMNS = 'id';
      function read(tx: Tx, table: string) { return tx.rows(\`SELECT \${COLUMNS} FROM \${table}\`); }
      function readAll(tx: Tx) { return [read(tx, 'party'), read(tx, 'market')]; }`;
    expect(statementsOf(text, { COLUMNS: 'id, name' })).toEqual([
      expect.arrayContaining(['SELECT id, name FROM party', 'SELECT id, name FROM market']),
    ]);
  });

  it('go both ways where only a request decides, and take each literal of a parameter', () => {
    const text = `
      declare function held(): boolean;
      const read = (tx: Tx, order: 'ASC' | 'DESC') => {
        const isHeld = held();
        return tx.rows(\`SELECT 1 \${isHeld ? 'AS a' : 'AS b'} ORDER BY 1 \${order}\`);
      };`;
    expect(statementsOf(text.replace('const isHeld = held();', 'let isHeld = held();'))[0]?.sort()).toEqual(
      ['a ORDER BY 1 ASC', 'a ORDER BY 1 DESC', 'b ORDER BY 1 ASC', 'b ORDER BY 1 DESC'].map(
        (end) => `SELECT 1 AS ${end}`,
      ),
    );
  });

  it('are not guessed where they are put together step by step', () => {
    const text = `
      function read(tx: Tx) {
        const where = ['true'];
        where.push('false');
        return tx.rows(\`SELECT 1 WHERE \${where.join(' AND ')}\`);
      }`;
    expect(() => statementsOf(text)).toThrow('where is put together step by step');
  });
});

describe('a row type', () => {
  const columns = [
    { name: 'id', type: 2950 },
    { name: 'count', type: 20 },
  ];
  const differencesOf = (type: string): string[] => {
    const program = programOf(`const row: ${type} = null as never;`);
    const file = program.getSourceFiles().find(({ fileName }) => fileName.startsWith(ROOT));
    const declared = file?.statements.find(ts.isVariableStatement)?.declarationList.declarations[0];
    if (!declared) throw new Error('There is no row.');
    const checker = program.getTypeChecker();
    return rowDifferences(checker.getTypeAtLocation(declared.name), columns, checker);
  };

  it('agrees with columns of its names and kinds, and may leave out what is optional', () => {
    expect(differencesOf(`{ id: string; count: string | null; more?: number }`)).toEqual([]);
  });

  it('differs by a kind, by a property without a column and by a column without a property', () => {
    expect(differencesOf('{ id: string; count: number; name: string }')).toEqual([
      'column "count" is bigint, which comes as string, and the row type says number',
      'no column "name" is selected, which the row type has',
    ]);
    expect(differencesOf('{ id: string }')).toEqual([
      'column "count" is selected, and the row type has no such property',
    ]);
  });
});

describe('PostgreSQL', () => {
  const { TEST_SERVER_URL = '', TEST_TEMPLATE = '' } = process.env;

  it('describes what it prepared, refuses what the schema has not, and runs neither', async () => {
    const client = new Client({ connectionString: databaseOf(TEST_SERVER_URL, 'postgres') });
    await client.connect();
    try {
      const sql = 'SELECT datname AS name, oid FROM pg_database WHERE datname = $1';
      expect(await describeStatement(client, sql)).toEqual({
        columns: [
          { name: 'name', type: 19 },
          { name: 'oid', type: 26 },
        ],
        parameters: [19],
      });
      await expect(describeStatement(client, sql.replace('datname =', 'renamed ='))).rejects.toThrow(
        'column "renamed" does not exist',
      );
      expect(await describeStatement(client, `DROP DATABASE ${TEST_TEMPLATE}`)).toEqual({
        columns: [],
        parameters: [],
      });
      expect((await client.query(sql, [TEST_TEMPLATE])).rows).toHaveLength(1);
    } finally {
      await client.end();
    }
  });

  it('reads the body of a function in SQL again, which nothing does when a column gets another name', async () => {
    const client = new Client({ connectionString: databaseOf(TEST_SERVER_URL, 'postgres') });
    await client.connect();
    try {
      await client.query(`CREATE TABLE checked_sql (was integer);
        CREATE FUNCTION checked_sql_reader() RETURNS bigint LANGUAGE sql AS 'SELECT count(was) FROM checked_sql'`);
      expect(await functionProblems(client)).toEqual([]);
      await client.query('ALTER TABLE checked_sql RENAME COLUMN was TO is_now');
      const renamed = 'function checked_sql_reader(): column "was" does not exist';
      expect([await functionProblems(client), await functionProblems(client)]).toEqual([[renamed], [renamed]]);
    } finally {
      await client.query('DROP FUNCTION IF EXISTS checked_sql_reader(); DROP TABLE IF EXISTS checked_sql');
      await client.end();
    }
  });
});

describe('a table', () => {
  const uses = (folder: string, table: string, writes: boolean): Use => ({
    folder,
    table,
    writes,
    file: `src/${folder}/x.ts`,
  });
  const complaints = (given: Use[]) => tableProblems(given).filter((problem) => !problem.includes('needs no excuse'));

  it('has one writer, and is read from above', () => {
    expect(complaints([uses('parties', 'party', true), uses('reports', 'party', false)])).toEqual([]);
    expect(complaints([uses('parties', 'party', true), uses('markets', 'party', false)])).toEqual([
      'src/markets/x.ts reads party, which parties writes: a folder reads downward (scripts/sql/tables.ts)',
    ]);
    expect(complaints([uses('parties', 'party', true), uses('reports', 'party', true)])).toEqual([
      'party is written by parties and reports: a table has one writer',
    ]);
  });

  it('is written where its entity stands, and read or written by the entity manager', () => {
    const text = `
      @Entity('party')
      export class PartyEntity {}
      const read = (tx) => tx.manager.findOneBy(PartyEntity, {});
      const add = (tx) => tx.manager.insert(PartyEntity, {});`;
    const of = (writes: boolean) => ({ ...uses('orders', 'party', writes), file: 'src/orders/orders.ts' });
    expect(usesOf(programOf(text), ROOT, new Map())).toEqual([of(true), of(false), of(true)]);
  });

  it('is known to be written where only the statement that is sent names it', () => {
    const tables: Tables = new Map([['party', ['party']]]);
    const sent = [{ sql: 'DELETE FROM party\n WHERE true', file: 'src/markets/x.ts' }];
    expect(composedWrites(sent, [], tables)).toEqual([uses('markets', 'party', true)]);
    expect(composedWrites(sent, [uses('parties', 'party', true)], tables)).toEqual([]);
  });
});
