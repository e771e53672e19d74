import type { Schema } from '../description/example.js';
import { fieldsOf } from './field-shape.js';

/**
 * A body without the fields that the service adds to what it answers: a resource is read and sent back as it is. Only what the answer
 * is described with is dropped, where the body may not have it; any other unknown field is still refused.
 */
export function withoutDerivedFields(body: unknown, type: new () => object, answer: Schema | undefined): unknown {
  if (!isRecord(body) || !answer?.properties) return body;
  const shapes = fieldsOf(type);
  const given = Object.entries(body).flatMap(([name, value]) => {
    const shape = shapes.get(name);
    if (!shape) return answer.properties && Object.hasOwn(answer.properties, name) ? [] : [[name, value]];
    return [[name, shape.nested ? inside(value, shape.nested.type(), answer.properties?.[name]) : value]];
  });
  return Object.fromEntries(given) as unknown;
}

function inside(value: unknown, type: new () => object, answer: Schema | undefined): unknown {
  if (!Array.isArray(value)) return withoutDerivedFields(value, type, answer);
  return value.map((element) => withoutDerivedFields(element, type, answer?.items));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
