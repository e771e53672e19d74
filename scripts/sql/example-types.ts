import ts from 'typescript';
import * as examples from './examples.js';

const VALUES: Readonly<Record<string, readonly unknown[]>> = examples;

/** The lists of examples.ts, found by the type of what they list. */
export class ExampleTypes {
  private readonly checker: ts.TypeChecker;
  private readonly byType = new Map<ts.Symbol, string>();
  private readonly used = new Set<string>();

  constructor(program: ts.Program) {
    this.checker = program.getTypeChecker();
    const file = program.getSourceFiles().find(({ fileName }) => fileName.endsWith('scripts/sql/examples.ts'));
    for (const statement of file?.statements ?? []) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, type } of statement.declarationList.declarations) {
        const element =
          type && ts.isTypeOperatorNode(type) && ts.isArrayTypeNode(type.type) ? type.type.elementType : null;
        const symbol = element && this.symbolOf(element);
        if (symbol) this.byType.set(symbol, name.getText());
      }
    }
  }

  /** The list whose elements have the type of a parameter. */
  of(parameter: ts.ParameterDeclaration): { name: string; count: number } | null {
    const type = this.checker.getTypeAtLocation(parameter);
    const symbol = parameter.type ? this.symbolOf(parameter.type) : (type.aliasSymbol ?? type.symbol);
    const name = symbol && this.byType.get(symbol);
    if (!name) return null;
    this.used.add(name);
    return { name, count: VALUES[name]?.length ?? 0 };
  }

  readonly value = (name: string, index: number): unknown => VALUES[name]?.[index];

  /** Lists that no statement needed. */
  get unused(): string[] {
    return [...this.byType.values()].filter((name) => !this.used.has(name));
  }

  /** The type itself where a name stands for it, also for another name of a string. */
  private symbolOf(node: ts.TypeNode): ts.Symbol | undefined {
    if (!ts.isTypeReferenceNode(node)) return undefined;
    const symbol = this.checker.getSymbolAtLocation(node.typeName);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }
}
