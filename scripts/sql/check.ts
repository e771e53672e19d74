/**
 * Checks every SQL statement of the service against the schema that the migrations make, before anything runs: PostgreSQL prepares
 * each, and its columns are compared with the row type that the code gives them. A statement that depends on a request is evaluated
 * once with each example of what composes it (examples.ts).
 */
import { dirname } from 'node:path';
import type { Client } from 'pg';
import ts from 'typescript';
import { type CallSite, callSites, openProgram } from './call-sites.js';
import { NotConstant } from './closing.js';
import { onMigratedDatabase } from './database.js';
import { describeStatement } from './describe.js';
import { Evaluator } from './evaluate.js';
import { scopeOf } from './load-typescript.cjs';
import { rowDifferences } from './row-type.js';
import { composedWrites, tableProblems, tablesOf, usesOf } from './tables.js';

const DOOR = 'the door itself: what goes through it is checked where it is called';

/** Places whose SQL nobody can know before it runs, and what makes sure of it instead. */
const NOT_EVALUATED: Readonly<Record<string, string>> = {
  'src/platform/database/connection.ts#opened': DOOR,
  'src/platform/database/database.ts#inTransaction': DOOR,
  'src/platform/database/database.ts#openTx': DOOR,
  'src/platform/database/service-login.ts#admitServiceLogin':
    'grants roles to a login by its name, when the schema is migrated',
  'src/platform/database/service-login.ts#makeLogin': 'makes a login by its name, when the schema is migrated',
  'src/platform/database/row-copies.ts#copyRows':
    'reads the columns from PostgreSQL; test/market-days/market-history copies every table',
  'src/platform/database/protect.ts#protect': 'runs in migrations, which this check runs',
};

/** Other statements need these tables; those that only their own command needs stand in one line with it. */
const TEMPORARY = /^CREATE TEMP/;

interface Statement {
  readonly site: CallSite;
  readonly sql: string;
}

const root = dirname(dirname(__dirname));

export async function main(): Promise<void> {
  const program = openProgram(root);
  const { statements, problems } = findStatements(program);
  const checker = program.getTypeChecker();
  await onMigratedDatabase(async (client) => {
    for (const { sql } of statements) if (TEMPORARY.test(sql)) await client.query(sql.replace('ON COMMIT DROP', ''));
    for (const statement of statements) problems.push(...(await check(statement, client, checker)));
    problems.push(...(await checkTables(program, statements, client)));
  });
  for (const problem of new Set(problems)) console.log(problem);
  const places = new Set(statements.map(({ site }) => site.call)).size;
  console.log(`${statements.length} statements at ${places} places prepared, ${problems.length} problems.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/** Each table has one folder that writes it, and is read by folders above. */
async function checkTables(program: ts.Program, statements: readonly Statement[], client: Client): Promise<string[]> {
  const tables = await tablesOf(client);
  const uses = usesOf(program, root, tables);
  const sent = statements.map(({ site, sql }) => ({ sql, file: site.place.replace(/:\d+$/, '') }));
  return tableProblems([...uses, ...composedWrites(sent, uses, tables)]);
}

/** All statements the service may send. What cannot be evaluated and is not excused is a problem; so is an idle excuse. */
function findStatements(program: ts.Program): { statements: Statement[]; problems: string[] } {
  const evaluator = new Evaluator(program, scopeOf, (file) => file.startsWith(`${root}/src/`));
  const excused = new Set<string>();
  const statements: Statement[] = [];
  const problems: string[] = [];
  for (const site of callSites(program, root)) {
    try {
      statements.push(...statementsAt(site, evaluator));
    } catch (error) {
      if (!(error instanceof NotConstant)) throw error;
      if (site.name in NOT_EVALUATED) excused.add(site.name);
      else problems.push(`${site.place} cannot be evaluated (${error.message}): see scripts/sql/examples.ts`);
    }
  }
  const idle = Object.keys(NOT_EVALUATED).filter((name) => !excused.has(name));
  problems.push(...idle.map((name) => `${name} needs no excuse any more: scripts/sql/check.ts`));
  problems.push(
    ...evaluator.examples.unused.map((name) => `no statement needs ${name} any more: scripts/sql/examples.ts`),
  );
  return { statements, problems };
}

function statementsAt(site: CallSite, evaluator: Evaluator): Statement[] {
  const [text] = site.call.arguments;
  if (!text) return [];
  return evaluator.valuesOf(text).map((sql) => {
    if (typeof sql !== 'string') throw new NotConstant(`it is ${typeof sql}, not text`);
    return { site, sql };
  });
}

async function check({ site, sql }: Statement, client: Client, checker: ts.TypeChecker): Promise<string[]> {
  // Several commands at once have no parameters and no rows.
  const [first = '', ...more] = sql.split(/;\s+/);
  if (more.length > 0) {
    const found = await Promise.all([first, ...more].map((each) => check({ site, sql: each }, client, checker)));
    return found.flat();
  }
  if (TEMPORARY.test(sql)) return [];
  try {
    const { columns, parameters } = await describeStatement(client, sql);
    const row = rowTypeOf(site.call, checker);
    const found = row ? rowDifferences(row, columns, checker) : [];
    const given = valuesGiven(site.call);
    if (given !== null && given !== parameters.length) {
      found.push(`${given} values are given for ${parameters.length} parameters`);
    }
    return found.map((difference) => `${site.place}: ${difference}`);
  } catch (error) {
    return [`${site.place}: ${(error as Error).message}${where(sql, error as { position?: string })}`];
  }
}

/** R of `rows<R>` and `one<R>`, written or inferred. */
function rowTypeOf(call: ts.CallExpression, checker: ts.TypeChecker): ts.Type | null {
  const [written] = call.typeArguments ?? [];
  if (written) return checker.getTypeFromTypeNode(written);
  const method = (call.expression as ts.PropertyAccessExpression).name.text;
  if (method !== 'rows' && method !== 'one') return null;
  const answer = checker.getAwaitedType(checker.getTypeAtLocation(call));
  if (!answer || answer.flags & ts.TypeFlags.Unknown) return null;
  return method === 'one'
    ? checker.getNonNullableType(answer)
    : (checker.getIndexTypeOfType(answer, ts.IndexKind.Number) ?? null);
}

/** How many values are written beside the statement, where that can be counted. */
function valuesGiven(call: ts.CallExpression): number | null {
  const values = call.arguments[1];
  if (!values) return 0;
  const isCountable = ts.isArrayLiteralExpression(values) && !values.elements.some(ts.isSpreadElement);
  return isCountable ? values.elements.length : null;
}

function where(sql: string, { position }: { position?: string }): string {
  if (position === undefined) return `\n    in ${sql.trim().slice(0, 120)}`;
  const at = Number(position) - 1;
  return `\n    at …${sql.slice(Math.max(0, at - 60), at)} >>> ${sql.slice(at, at + 60)}…`.replace(/\s+/g, ' ');
}
