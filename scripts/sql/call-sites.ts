import { relative } from 'node:path';
import ts from 'typescript';

/** A place that sends SQL. */
export interface CallSite {
  readonly call: ts.CallExpression;
  /** `src/folder/file.ts:12`, for people. */
  readonly place: string;
  /** `src/folder/file.ts#function`, which survives an edit above it. */
  readonly name: string;
}

/** Types whose methods send SQL, with those methods. */
const SENDERS: Record<string, readonly string[]> = {
  Tx: ['rows', 'one', 'run', 'batches'],
  Client: ['query'],
  ClientBase: ['query'],
  Pool: ['query'],
  PoolClient: ['query'],
  QueryRunner: ['query'],
  DataSource: ['query'],
  EntityManager: ['query'],
  Connection: ['query'],
};

export function openProgram(root: string): ts.Program {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, (path) => ts.sys.readFile(path));
  const given = { ...(config as object), include: ['src', 'migrations', 'scripts'], exclude: ['**/*.spec.ts'] };
  const { fileNames, options } = ts.parseJsonConfigFileContent(given, ts.sys, root);
  return ts.createProgram(fileNames, options);
}

/** Every place of src that sends SQL. */
export function callSites(program: ts.Program, root: string): CallSite[] {
  const checker = program.getTypeChecker();
  const found: CallSite[] = [];
  for (const file of program.getSourceFiles()) {
    const path = relative(root, file.fileName);
    if (!path.startsWith('src/')) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && sendsSql(node, checker)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart());
        found.push({ call: node, place: `${path}:${line + 1}`, name: `${path}#${nameAround(node)}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

function sendsSql({ expression }: ts.CallExpression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const method = expression.name.text;
  if (!['rows', 'one', 'run', 'batches', 'query'].includes(method)) return false;
  const type = checker.getTypeAtLocation(expression.expression);
  return SENDERS[type.symbol?.name ?? '']?.includes(method) ?? false;
}

/** The function, method or constant at the top of a file in which a node stands. */
function nameAround(node: ts.Node): string {
  let name = '';
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) name = at.name?.getText() ?? name;
    if (ts.isVariableDeclaration(at) && isTopLevel(at)) name = at.name.getText();
    if (ts.isConstructorDeclaration(at)) name = 'constructor';
  }
  return name;
}

/** Whether a declaration can be seen by its whole file. */
export const isTopLevel = (declaration: ts.Declaration): boolean =>
  ts.isVariableDeclaration(declaration)
    ? ts.isSourceFile(declaration.parent.parent.parent)
    : ts.isSourceFile(declaration.parent);
