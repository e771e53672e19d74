import type { Fault } from './field-shape.js';
import { Field } from './shape.js';

interface ChoicesOptions {
  readonly required?: boolean;
  readonly description?: string;
}

/** Some of a closed set of words, each once, at least one. */
export const choices = (allowed: readonly string[], options: ChoicesOptions): PropertyDecorator =>
  Field.checked((value) => faultOfChoices(value, allowed), schemaOf(allowed), options);

const schemaOf = (allowed: readonly string[]) => ({
  ...{ type: 'array', items: { type: 'string', enum: [...allowed] } },
  ...{ minItems: 1, maxItems: allowed.length, uniqueItems: true },
});

function faultOfChoices(value: unknown, allowed: readonly string[]): Fault {
  if (!Array.isArray(value)) return { code: 'type-wrong', params: { expected: 'array' } };
  if (value.length === 0) return { code: 'required-missing' };
  if (value.length > allowed.length) return { code: 'array-too-long', params: { max: String(allowed.length) } };
  const unknown: unknown = value.find((each) => !(allowed as readonly unknown[]).includes(each));
  if (unknown !== undefined) {
    return { code: 'enum-invalid', params: { value: String(unknown).slice(0, 40), allowed: allowed.join(', ') } };
  }
  return new Set(value).size === value.length ? null : { code: 'entry-duplicate' };
}
