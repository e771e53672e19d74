import { relative } from 'node:path';
import type { Client } from 'pg';
import ts from 'typescript';
import ladder from '../ladder.cjs';

/** Readings of a table that a folder above writes, each with the reason why it cannot wait for that folder to hand it down. */
const UPWARD: Readonly<Record<string, string>> = {
  'access → market': 'who the caller is says in which markets it has something to do',
  'audit → organisation': 'the trail names the firm of who acted',
  'declarations → amendment': 'what a declaration waits for is part of its next step',
  'declarations → correction': 'what a declaration waits for is part of its next step',
  'declarations → correction_message': 'what a declaration waits for is part of its next step',
  'lanes → declaration': 'a lane is drawn and changed under the lock of the declaration',
  'lanes → declaration_item': 'a lane is drawn from what was declared',
  'lanes → receipt': 'a release binds to the lane of when it was recorded',
  'lanes → goods_line': 'a lane is drawn from what was declared',
  'shipments → declaration': 'a container shows the declarations that name it',
  'shipments → declaration_container': 'a container shows the declarations that name it',
  'shipments → goods_line': 'a container shows what lies in it',
};

/** The tables of a schema; a view stands for those it shows. */
export type Tables = ReadonlyMap<string, readonly string[]>;

/** A statement with the file that sends it. */
export interface Sent {
  readonly sql: string;
  readonly file: string;
}

/** Which folder of src names which table, and whether it writes there. */
export interface Use {
  readonly folder: string;
  readonly table: string;
  readonly writes: boolean;
  /** `src/folder/file.ts`. */
  readonly file: string;
}

const WRITES = /\b(?:INSERT INTO|UPDATE(?: ONLY)?|DELETE FROM|TRUNCATE|MERGE INTO) ([a-z_]+)/g;
const READS = /\b(?:FROM|JOIN|USING|TABLE) (?:ONLY )?([a-z_]+)|, ([a-z_]+) [a-z]{1,3}(?= WHERE|,| JOIN)/g;
const CTE = /\b([a-z_]+)(?: \([^()]*\))? AS (?:NOT )?(?:MATERIALIZED )?\(/g;
const ENTITY = /@Entity\('([a-z_]+)'\)[^{]*? class (\w+)/g;
const BY_MANAGER = /\bmanager\s*\.(\w+)\(\s*(\w+)/g;
const SQL = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN)\b/;

export async function tablesOf(client: Client): Promise<Tables> {
  const { rows } = await client.query<{ name: string; shows: string[] }>(`
    SELECT c.relname AS name, coalesce((SELECT array_agg(DISTINCT u.table_name::text) FROM information_schema.view_table_usage u
      WHERE u.view_schema = 'public' AND u.view_name = c.relname), ARRAY[c.relname::text]) AS shows
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')`);
  return new Map(rows.map(({ name, shows }) => [name, shows]));
}

/**
 * What the texts of src say, and the entities: one stands in the folder that writes its table. A fragment counts where it is written, not
 * where it is put into a statement.
 */
export function usesOf(program: ts.Program, root: string, tables: Tables): Use[] {
  const sources = program.getSourceFiles().filter(({ fileName }) => relative(root, fileName).startsWith('src/'));
  const entities = new Map(
    sources.flatMap(({ text }) =>
      [...text.matchAll(ENTITY)].map(([, table = '', name = '']) => [name, table] as const),
    ),
  );
  return sources.flatMap((source) => {
    const file = relative(root, source.fileName);
    return [...usesIn(textsOf(source), file, tables), ...entityUses(source.text, file, entities)];
  });
}

function entityUses(text: string, file: string, entities: ReadonlyMap<string, string>): Use[] {
  const folder = file.split('/')[1] ?? '';
  const declared = [...text.matchAll(ENTITY)].map(([, table = '']) => ({ folder, table, writes: true, file }));
  const managed = [...text.matchAll(BY_MANAGER)].map(([, method = '', name = '']) => {
    return { folder, table: entities.get(name) ?? '', writes: !method.startsWith('find'), file };
  });
  return [...declared, ...managed.filter(({ table }) => table !== '')];
}

/** Writes whose table is a name put into the text: they count where the statement is sent. */
export function composedWrites(statements: readonly Sent[], written: readonly Use[], tables: Tables): Use[] {
  const known = new Set(written.filter(({ writes }) => writes).map(({ table }) => table));
  return statements.flatMap(({ sql, file }) =>
    usesIn([sql.replace(/\s+/g, ' ')], file, tables).filter(({ table, writes }) => writes && !known.has(table)),
  );
}

function usesIn(texts: readonly string[], file: string, tables: Tables): Use[] {
  const folder = file.split('/')[1] ?? '';
  const own = new Set(texts.flatMap((text) => [...text.matchAll(CTE)].map(([, name]) => name)));
  const named = (pattern: RegExp) =>
    texts
      .flatMap((text) => [...text.matchAll(pattern)])
      .map(([, one, other]) => one ?? other ?? '')
      .filter((name) => !own.has(name))
      .flatMap((name) => tables.get(name) ?? []);
  const uses = (writes: boolean) => (table: string) => ({ folder, table, writes, file });
  return [...named(WRITES).map(uses(true)), ...named(READS).map(uses(false))];
}

/** Who writes what another folder writes too, and who reads what a folder above writes. */
export function tableProblems(uses: readonly Use[]): string[] {
  const writers = new Map<string, Set<string>>();
  for (const { table, folder, writes } of uses) {
    if (writes) writers.set(table, (writers.get(table) ?? new Set<string>()).add(folder));
  }
  const shared = [...writers].filter(([, folders]) => folders.size > 1);
  const upward = new Map<string, string>();
  for (const { folder, table, file } of uses) {
    const [writer = folder, ...moreWriters] = writers.get(table) ?? [];
    if (moreWriters.length > 0 || rankOf(folder) >= rankOf(writer)) continue;
    upward.set(`${folder} → ${table}`, `${file} reads ${table}, which ${writer} writes`);
  }
  return [
    ...shared.map(([table, folders]) => `${table} is written by ${[...folders].join(' and ')}: a table has one writer`),
    ...[...upward]
      .filter(([key]) => !(key in UPWARD))
      .map(([, what]) => `${what}: a folder reads downward (scripts/sql/tables.ts)`),
    ...Object.keys(UPWARD)
      .filter((key) => !upward.has(key))
      .map((key) => `"${key}" needs no excuse any more: scripts/sql/tables.ts`),
  ];
}

/** What puts everything together stands above the ladder. */
const rankOf = (folder: string): number => (ladder.includes(folder) ? ladder.indexOf(folder) : ladder.length);

/** Texts that look like SQL, on one line each. */
function textsOf(source: ts.SourceFile): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isCallExpression(node) && isCopy(node))
      texts.push(`INSERT INTO ${node.arguments[0]?.getText(source).slice(1, -1)} SELECT`);
    if (ts.isTemplateExpression(node)) texts.push(node.getText(source).slice(1, -1));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts.filter((text) => SQL.test(text)).map((text) => text.replace(/\s+/g, ' '));
}

/** `tx.copy('table', …)` names its table without SQL. */
const isCopy = ({ expression }: ts.CallExpression): boolean =>
  ts.isPropertyAccessExpression(expression) && expression.name.text === 'copy';
