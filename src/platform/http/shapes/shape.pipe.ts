import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { foldConsequential, pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { refuse, refuseFor } from '../../../messages/refusals/refusal.js';
import { breachesOfText } from './body.js';
import { type Fault, type FieldShape, fieldsOf } from './field-shape.js';

/** Builds the DTO and refuses a wrong shape with every breach at once. Trade rules are checked by the services. */
@Injectable()
export class ShapePipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || type === 'param') return value;
    const found = type === 'body' ? breachesOfText(value) : [];
    if (!metatype || PLAIN.has(metatype)) {
      if (found.length > 0) throw refuseFor('malformed', found);
      return value;
    }
    const base = type === 'query' ? ['query'] : [];
    return shaped(metatype as new () => object, value ?? (type === 'query' ? {} : undefined), base, found);
  }
}

/** The check of a field sees some of what was found in the text again, and says more of it: which character it was. */
function joined(ofShape: readonly Violation[], ofText: readonly Violation[]): Violation[] {
  const keyOf = ({ code, pointer: place }: Violation) => `${code} ${place}`;
  const ofFields = new Set(ofShape.map(keyOf));
  return foldConsequential([...ofShape, ...ofText.filter((each) => !ofFields.has(keyOf(each)))]);
}

const PLAIN = new Set<unknown>([String, Number, Boolean, Object, Array, Buffer]);

/** The same check for a value that did not come by HTTP. Throws a `malformed` refusal with all violations, those `found` before too. */
export function shaped<T extends object>(
  type: new () => T,
  value: unknown,
  base: readonly string[] = [],
  found: readonly Violation[] = [],
): T {
  const violations: Violation[] = [];
  const instance = shapeOf(type, value, base, violations);
  const all = found.length === 0 ? violations : joined(violations, found);
  if (all.length > 0 || !instance) throw refuse('malformed', all[0]?.code ?? 'type-wrong', {}, all);
  return instance;
}

/** Builds the DTO and collects the breaches instead of throwing; null when the value is no object at all. */
export function shapeOf<T extends object>(
  type: new () => T,
  value: unknown,
  base: readonly string[],
  violations: Violation[],
): T | null {
  const at = pointer(...base);
  if (!isRecord(value)) {
    violations.push(violation(value === undefined ? 'body-empty' : 'type-wrong', at, { expected: 'object' }));
    return null;
  }
  return built(type, value, { at, unknown: base[0] === 'query' ? 'query-unknown' : 'field-unknown', violations });
}

interface Reading {
  readonly at: string;
  readonly unknown: 'query-unknown' | 'field-unknown';
  readonly violations: Violation[];
}

/**
 * Copies the known fields one by one and checks each once: the cost follows the number of values, whatever their names
 * are. Of a field only the first fault is reported: the others would exist only because of it.
 */
function built<T extends object>(type: new () => T, given: Record<string, unknown>, reading: Reading): T {
  const instance = new type();
  const shapes = fieldsOf(type);
  for (const [name, shape] of shapes) {
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    const value = fieldOf(shape, own, { ...reading, at: `${reading.at}${pointer(name)}` });
    if (value !== undefined) (instance as Record<string, unknown>)[name] = value;
  }
  for (const name of Object.keys(given)) {
    if (!shapes.has(name)) reading.violations.push(violation(reading.unknown, `${reading.at}${pointer(name)}`));
  }
  return instance;
}

function fieldOf(shape: FieldShape, given: unknown, reading: Reading): unknown {
  const { at, violations } = reading;
  if (given === undefined || given === null) {
    if (shape.required) violations.push(violation('required-missing', at));
    return undefined;
  }
  const value = shape.read ? shape.read(given) : given;
  if (shape.nested) return nestedOf(shape, value, reading);
  const fault = shape.check?.(value) ?? null;
  if (fault) violations.push(violation(fault.code, at, fault.params));
  return value;
}

function nestedOf({ nested, check }: FieldShape, value: unknown, reading: Reading): unknown {
  if (!nested) return value;
  const { at, violations } = reading;
  const { type, max } = nested;
  const isList = max !== null;
  if (isList ? !Array.isArray(value) : !isRecord(value)) {
    violations.push(violation('type-wrong', at, { expected: isList ? 'array' : 'object' }));
    return undefined;
  }
  if (!isList) return built(type(), value as Record<string, unknown>, reading);
  const list = value as unknown[];
  const fault: Fault =
    list.length > max ? { code: 'array-too-long', params: { max: String(max) } } : (check?.(list) ?? null);
  if (fault) {
    violations.push(violation(fault.code, at, fault.params));
    return undefined;
  }
  return list.map((element, index) => {
    const here = `${at}/${index}`;
    if (isRecord(element)) return built(type(), element, { ...reading, at: here });
    violations.push(violation('type-wrong', here, { expected: 'object' }));
    return element;
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
