import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { pointer, violation, type Violation, type ViolationCode } from '../../vocabulary/violation.js';
import { refuse } from '../../vocabulary/refusal.js';

/** Builds the DTO and refuses a wrong shape with every breach at once. Trade rules are not looked at here. */
@Injectable()
export class ShapePipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || !metatype || PLAIN.has(metatype)) return value;
    if (type === 'param') return value;
    const base = type === 'query' ? ['query'] : [];
    return shaped(metatype as new () => object, value ?? (type === 'query' ? {} : undefined), base);
  }
}

const PLAIN = new Set<unknown>([String, Number, Boolean, Object, Array, Buffer]);

/** The same check for a value that did not come by HTTP. Throws a `malformed` refusal with all violations. */
export function shaped<T extends object>(type: new () => T, value: unknown, base: readonly string[] = []): T {
  const violations: Violation[] = [];
  const instance = shapeOf(type, value, base, violations);
  if (violations.length > 0 || !instance)
    throw refuse('malformed', violations[0]?.code ?? 'type-wrong', {}, violations);
  return instance;
}

/** Builds the DTO and collects the breaches instead of throwing; null when the value is no object at all. */
export function shapeOf<T extends object>(
  type: new () => T,
  value: unknown,
  base: readonly string[],
  violations: Violation[],
): T | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    violations.push(
      violation(value === undefined ? 'body-empty' : 'type-wrong', pointer(...base), { expected: 'object' }),
    );
    return null;
  }
  const instance = plainToInstance(type, value);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  for (const error of errors) collect(error, base, violations);
  return instance;
}

function collect(error: ValidationError, at: readonly (string | number)[], into: Violation[]): void {
  const here = [...at, error.property];
  const strangers = strangersIn(error);
  for (const index of strangers) into.push(violation('type-wrong', pointer(...here, index), { expected: 'object' }));
  for (const [name, message] of Object.entries(error.constraints ?? {})) {
    if (strangers.length > 0) break;
    into.push(breach(name, message, pointer(...here), at[0] === 'query'));
    break; // One fault a value: the others exist only because of the first.
  }
  for (const child of error.children ?? []) {
    if (!strangers.includes(Number(child.property))) collect(child, here, into);
  }
}

/** Places in a list of objects where something else stands: told one by one, not as a fault of the list. */
function strangersIn({ constraints, value }: ValidationError): number[] {
  if (!constraints?.['isObject'] || !Array.isArray(value)) return [];
  return value.flatMap((element: unknown, index) =>
    element === null || typeof element !== 'object' || Array.isArray(element) ? [index] : [],
  );
}

function breach(constraint: string, message: string, at: string, inQuery: boolean): Violation {
  if (constraint === 'whitelistValidation') return violation(inQuery ? 'query-unknown' : 'field-unknown', at);
  try {
    const fault = JSON.parse(message) as { code: ViolationCode; params?: Record<string, string> };
    return violation(fault.code, at, fault.params);
  } catch {
    return violation('type-wrong', at, { expected: constraint });
  }
}
