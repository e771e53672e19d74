import ts from 'typescript';
import { type Choices, Closing, Fork, NotConstant } from './closing.js';
import { ExampleTypes } from './example-types.js';

const VARIANTS_MAX = 200;

type ScopeOf = (file: string) => (name: string) => unknown;

/**
 * Computes what an expression may be, without running the service: constants of all files have the value they really have; a
 * parameter is each example of its type (examples.ts), each literal of its type, or what any caller passes; and a condition that
 * only a request decides is taken both ways.
 */
export class Evaluator {
  private readonly checker: ts.TypeChecker;
  private readonly calls = new Map<string, ts.CallExpression[]>();
  private readonly ids = new Map<ts.Node, string>();
  readonly examples: ExampleTypes;

  constructor(
    program: ts.Program,
    private readonly scopeOf: ScopeOf,
    isOurs: (file: string) => boolean,
  ) {
    this.checker = program.getTypeChecker();
    this.examples = new ExampleTypes(program);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const name = calledName(node);
        if (name) this.calls.set(name, [...(this.calls.get(name) ?? []), node]);
      }
      ts.forEachChild(node, visit);
    };
    for (const file of program.getSourceFiles()) if (isOurs(file.fileName)) visit(file);
  }

  /** All values an expression may have. */
  valuesOf(expression: ts.Expression): unknown[] {
    const values = new Set<unknown>();
    const open: Choices[] = [new Map()];
    for (let choices = open.pop(); choices; choices = open.pop()) {
      try {
        values.add(this.run(this.closing(choices).close(expression)));
      } catch (thrown) {
        if (!(thrown instanceof Fork)) throw thrown;
        for (const option of thrown.options) open.push(new Map([...choices, [thrown.key, option]]));
        if (open.length + values.size > VARIANTS_MAX) throw new NotConstant('too many variants');
      }
    }
    return [...values];
  }

  private closing(choices: Choices): Closing {
    const { checker, calls, ids, examples } = this;
    return new Closing({ checker, calls, ids, examples, run: (code) => this.run(code) }, choices);
  }

  private run(code: string): unknown {
    const { outputText } = ts.transpileModule(`export const value = (${code});`, {
      compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS },
    });
    const exported: { value?: unknown } = {};
    const named = (file: string, name: string) => this.scopeOf(file)(name);
    try {
      new Function('exports', '$top', '$example', '$unknown', outputText)(
        exported,
        named,
        this.examples.value,
        UNKNOWN,
      );
    } catch (error) {
      throw new NotConstant((error as Error).message);
    }
    return exported.value;
  }
}

/** Stands for a value of a literal that only a request knows: it may be handed on and left unused, or become a parameter. */
const UNKNOWN = new Proxy(
  {},
  {
    get(_target, name) {
      if (name === 'toJSON') return () => null;
      throw new NotConstant(`${String(name)} of something only a request knows`);
    },
  },
);

function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}
