import ts from 'typescript';
import { isTopLevel } from './call-sites.js';
import type { ExampleTypes } from './example-types.js';

const DEPTH_MAX = 40;

/** Something that only a running service knows stands in a statement. */
export class NotConstant extends Error {}

/** Several values are possible here: the evaluation is made once for each. */
export class Fork {
  constructor(
    readonly key: string,
    readonly options: readonly Chosen[],
  ) {}
}

export type Chosen = string | number | ts.CallExpression;
export type Choices = ReadonlyMap<string, Chosen>;

export interface Surroundings {
  readonly checker: ts.TypeChecker;
  /** The calls of the product by the name that is called. */
  readonly calls: ReadonlyMap<string, ts.CallExpression[]>;
  readonly ids: Map<ts.Node, string>;
  readonly examples: ExampleTypes;
  run(code: string): unknown;
}

function orUnknown(close: () => string): string {
  try {
    return close();
  } catch (thrown) {
    if (thrown instanceof NotConstant) return '$unknown';
    throw thrown;
  }
}

/** The value of a property of an object, or an element of a list. */
const isPartOfLiteral = (node: ts.Node): boolean =>
  !ts.isSpreadElement(node) &&
  ((ts.isPropertyAssignment(node.parent) && node.parent.initializer === node) ||
    ts.isArrayLiteralExpression(node.parent));

/** Rewrites an expression so that nothing in it depends on where it stands, under one set of choices. */
export class Closing {
  private readonly checker: ts.TypeChecker;

  constructor(
    private readonly around: Surroundings,
    private readonly choices: Choices,
    private readonly depth = 0,
  ) {
    this.checker = around.checker;
  }

  close(node: ts.Node): string {
    if (this.depth > DEPTH_MAX) throw new NotConstant('it goes round in a circle');
    const text = node.getText();
    const start = node.getStart();
    const parts: { from: number; to: number; code: string }[] = [];
    const visit = (inner: ts.Node): void => {
      if (ts.isTypeNode(inner)) return;
      const code = this.replacement(inner, node);
      if (code === null) return ts.forEachChild(inner, visit);
      parts.push({ from: inner.getStart() - start, to: inner.getEnd() - start, code });
    };
    visit(node);
    let closed = '';
    let at = 0;
    for (const { from, to, code } of parts) {
      closed += text.slice(at, from) + code;
      at = to;
    }
    return closed + text.slice(at);
  }

  private replacement(node: ts.Node, within: ts.Node): string | null {
    if (node.kind === ts.SyntaxKind.ThisKeyword) throw new NotConstant('it depends on an instance');
    if (ts.isAwaitExpression(node)) throw new NotConstant('it waits for something');
    if (ts.isConditionalExpression(node)) return this.conditional(node);
    if (ts.isShorthandPropertyAssignment(node)) {
      return `${node.name.text}: ${orUnknown(() => this.shorthand(node, within))}`;
    }
    if (node !== within && isPartOfLiteral(node)) return orUnknown(() => this.deeper().close(node));
    if (ts.isIdentifier(node) && isReference(node)) return this.identifier(node, within);
    return null;
  }

  private shorthand(node: ts.ShorthandPropertyAssignment, within: ts.Node): string {
    const symbol = this.checker.getShorthandAssignmentValueSymbol(node);
    return symbol ? (this.symbol(symbol, node.name, within) ?? node.name.text) : node.name.text;
  }

  /** Where it is not known yet which way it goes, it goes both ways; the same question has one answer throughout. */
  private conditional(node: ts.ConditionalExpression): string {
    let condition: string;
    try {
      condition = this.deeper().close(node.condition);
    } catch (thrown) {
      if (!(thrown instanceof NotConstant)) throw thrown;
      const key = `condition ${node.getSourceFile().fileName} ${node.condition.getText()}`;
      const taken = this.choose(key, ['then', 'else']);
      return `(${this.deeper().close(taken === 'then' ? node.whenTrue : node.whenFalse)})`;
    }
    return `(${condition} ? ${this.deeper().close(node.whenTrue)} : ${this.deeper().close(node.whenFalse)})`;
  }

  private identifier(node: ts.Identifier, within: ts.Node): string | null {
    const symbol = this.checker.getSymbolAtLocation(node);
    if (!symbol) throw new NotConstant(`${node.text} is unknown`);
    return this.symbol(symbol, node, within);
  }

  private symbol(given: ts.Symbol, node: ts.Identifier, within: ts.Node): string | null {
    const symbol = given.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(given) : given;
    const declaration = symbol.valueDeclaration;
    if (!declaration) return null;
    const file = declaration.getSourceFile();
    if (file.isDeclarationFile) return null;
    if (isInside(declaration, within)) return null;
    const name = symbol.name === 'default' ? node.text : symbol.name;
    if (isTopLevelName(declaration)) return `$top(${JSON.stringify(file.fileName)}, ${JSON.stringify(name)})`;
    return `(${this.local(declaration, node)})`;
  }

  private local(declaration: ts.Declaration, node: ts.Identifier): string {
    const element = this.element(declaration);
    if (element !== null) return element;
    if (ts.isVariableDeclaration(declaration) && declaration.initializer && isConst(declaration)) {
      if (isChangedLater(declaration)) throw new NotConstant(`${node.text} is put together step by step`);
      return this.deeper().close(declaration.initializer);
    }
    if (ts.isParameter(declaration)) return this.parameter(declaration);
    if (ts.isBindingElement(declaration)) return this.bound(declaration, node);
    throw new NotConstant(`${node.text} is not constant`);
  }

  /** `for (const each of LIST)`: each of them. */
  private element(declaration: ts.Declaration): string | null {
    const loop = declaration.parent.parent;
    if (!ts.isVariableDeclaration(declaration) || !ts.isForOfStatement(loop)) return null;
    const list = this.deeper().close(loop.expression);
    const count = Number(this.around.run(`[...${list}].length`));
    const index = this.choose(
      this.keyOf(declaration),
      Array.from({ length: count }, (_, n) => n),
    ) as number;
    return `[...${list}][${index}]`;
  }

  /** One name of `const { a, b } = …` or of `({ a, b }) => …`. */
  private bound(declaration: ts.BindingElement, node: ts.Identifier): string {
    const literals = this.literals(declaration);
    if (literals) return literals;
    const pattern = declaration.parent;
    const holder = pattern.parent;
    if (!ts.isObjectBindingPattern(pattern) || declaration.dotDotDotToken || declaration.initializer) {
      throw new NotConstant(`${node.text} is not constant`);
    }
    const property = (declaration.propertyName ?? declaration.name).getText();
    if (ts.isVariableDeclaration(holder)) {
      const element = this.element(holder);
      if (element !== null) return `${element}.${property}`;
      if (!holder.initializer) throw new NotConstant(`${node.text} is not constant`);
      return `(${this.deeper().close(holder.initializer)}).${property}`;
    }
    if (ts.isParameter(holder)) return `(${this.parameter(holder)}).${property}`;
    throw new NotConstant(`${node.text} is not constant`);
  }

  /** Each literal of its type, or what a caller passes. */
  private parameter(declaration: ts.ParameterDeclaration): string {
    const example = this.example(declaration) ?? this.literals(declaration);
    if (example) return example;
    const owner = declaration.parent;
    const callers = this.callersOf(owner);
    if (callers.length === 0) throw new NotConstant(`nobody is seen to pass ${declaration.name.getText()}`);
    const caller = this.choose(this.keyOf(owner), callers) as ts.CallExpression;
    const argument = caller.arguments[owner.parameters.indexOf(declaration)];
    const value = argument ?? declaration.initializer;
    if (value && ts.isSpreadElement(value)) throw new NotConstant('arguments are spread');
    return value ? `(${this.deeper().close(value)})` : 'undefined';
  }

  /** Each example of its type. */
  private example(declaration: ts.ParameterDeclaration): string | null {
    const found = this.around.examples.of(declaration);
    if (!found) return null;
    const all = Array.from({ length: found.count }, (_, index) => index);
    return `$example(${JSON.stringify(found.name)}, ${this.choose(this.keyOf(declaration), all)})`;
  }

  private literals(declaration: ts.Declaration): string | null {
    const type = this.checker.getTypeAtLocation(declaration);
    const all = type.isUnion() ? type.types : [type];
    const isLiteral = (each: ts.Type) => each.isStringLiteral() || (each.flags & ts.TypeFlags.BooleanLiteral) !== 0;
    if (!all.every(isLiteral)) return null;
    const texts = all.map((each) =>
      each.isStringLiteral() ? JSON.stringify(each.value) : this.checker.typeToString(each),
    );
    return texts.length === 1 ? (texts[0] ?? null) : (this.choose(this.keyOf(declaration), texts) as string);
  }

  private callersOf(owner: ts.SignatureDeclaration): ts.CallExpression[] {
    const named = owner.name ?? (ts.isVariableDeclaration(owner.parent) ? owner.parent.name : undefined);
    const calls = named ? (this.around.calls.get(named.getText()) ?? []) : [];
    return calls.filter((call) => this.checker.getResolvedSignature(call)?.declaration === owner);
  }

  private choose(key: string, options: readonly Chosen[]): Chosen {
    const chosen = this.choices.get(key);
    if (chosen === undefined) throw new Fork(key, options);
    return chosen;
  }

  private keyOf(node: ts.Node): string {
    const { ids } = this.around;
    const known = ids.get(node) ?? `node ${ids.size}`;
    ids.set(node, known);
    return known;
  }

  private deeper(): Closing {
    return new Closing(this.around, this.choices, this.depth + 1);
  }
}

/** An identifier that stands for a value, not for a property, a label or what is being declared. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isParameter(parent) || ts.isVariableDeclaration(parent)) return parent.initializer === node;
  return node.text !== 'undefined';
}

const isTopLevelName = (declaration: ts.Declaration): boolean =>
  (ts.isVariableDeclaration(declaration) ||
    ts.isFunctionDeclaration(declaration) ||
    ts.isClassDeclaration(declaration) ||
    ts.isEnumDeclaration(declaration)) &&
  isTopLevel(declaration);

/** Whether its function adds to it after it was declared: its first value is then not what is sent. */
function isChangedLater(declaration: ts.VariableDeclaration): boolean {
  const name = declaration.name.getText();
  let owner: ts.Node = declaration;
  while (!ts.isSourceFile(owner.parent) && !ts.isFunctionLike(owner)) owner = owner.parent;
  return new RegExp(`\\b${name}\\.(push|unshift|splice|add|set)\\(`).test(owner.getText());
}

const isConst = (declaration: ts.VariableDeclaration): boolean =>
  (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;

const isInside = (node: ts.Node, outer: ts.Node): boolean =>
  node.getSourceFile() === outer.getSourceFile() &&
  node.getStart() >= outer.getStart() &&
  node.getEnd() <= outer.getEnd();
