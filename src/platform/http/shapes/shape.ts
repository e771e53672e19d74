import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions, PartialType } from '@nestjs/swagger';
import { isDecimalText } from '../../../vocabulary/decimal.js';
import { isId } from '../../../vocabulary/id.js';
import { isDay, isInstant, isMonth, isWeek } from '../../../vocabulary/period.js';
import { forbiddenCharacterIn, normaliseLines, normaliseText } from '../../../vocabulary/text.js';
import type { FormName } from '../../../messages/words.js';
import type { ViolationCode } from '../../../messages/refusals/violation.js';
import { type Fault, fieldsOf, shapeField } from './field-shape.js';

interface Common {
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
}

type Read = (value: unknown) => unknown;

/** One line a field: checks the shape (never a trade rule) and describes it in the API document. */
function field(check: (value: unknown) => Fault, schema: object, options: Common, read?: Read): PropertyDecorator {
  const { required = false, description, example } = options;
  const api = {
    ...schema,
    required,
    ...(description ? { description } : {}),
    ...(example === undefined ? {} : { example }),
  };
  return applyDecorators(
    ApiProperty(api as ApiPropertyOptions),
    shapeField({ required, check, ...(read ? { read } : {}) }),
  );
}

/** A form that a text must have, with its name: a refusal says in words what it is. */
export interface Form {
  readonly pattern: RegExp;
  readonly name: FormName;
}

interface TextForm {
  readonly max: number;
  readonly form?: Form;
  /** Whether the text may have several lines: a reason, a note. */
  readonly lines?: boolean;
  /** Brings the text further into the form it is kept in: an identifier has one spelling. */
  readonly of?: (text: string) => string;
}

/**
 * Every text gets its one form before it is checked, so that what is checked is what is kept. A text with a forbidden character stays
 * as it is: `of` would drop a zero-width blank, and the check could not refuse it.
 */
const inOneForm =
  ({ lines = false, of = (each) => each }: Omit<TextForm, 'max' | 'form'>): Read =>
  (value) => {
    if (typeof value !== 'string') return value;
    const text = lines ? normaliseLines(value) : normaliseText(value);
    return forbiddenCharacterIn(text, { lines }) === null ? of(text) : text;
  };

const text = (value: unknown, { max, form, lines = false }: TextForm): Fault => {
  if (typeof value !== 'string') return { code: 'type-wrong', params: { expected: 'string' } };
  if (value === '') return { code: 'text-empty' };
  const character = forbiddenCharacterIn(value, { lines });
  if (character !== null) return { code: 'text-forbidden-character', params: { character } };
  if (value.length > max) return { code: 'text-too-long', params: { max: String(max) } };
  return form ? faultOfForm(value, form) : null;
};

export const faultOfForm = (value: string, { pattern, name }: Form): Fault =>
  pattern.test(value) ? null : { code: 'text-form-wrong', params: { value: value.slice(0, 40), form: name } };

function faultOfTexts(value: unknown, max: number, length: number): Fault {
  if (!Array.isArray(value)) return { code: 'type-wrong', params: { expected: 'array' } };
  if (value.length > max) return { code: 'array-too-long', params: { max: String(max) } };
  return value.map((each: unknown) => text(each, { max: length })).find((fault) => fault !== null) ?? null;
}

/** A list of values in a query is for a person's choice, not for a table of ids. */
const SEVERAL_MAX = 50;

function faultOfSeveral(value: unknown, { allowed, ...form }: TextForm & { allowed?: readonly string[] }): Fault {
  if (!Array.isArray(value)) return { code: 'type-wrong', params: { expected: 'string' } };
  if (value.length > SEVERAL_MAX) return { code: 'array-too-long', params: { max: String(SEVERAL_MAX) } };
  const faultOf = (each: unknown): Fault => (allowed ? oneOf(each, allowed) : text(each, form));
  return value.map(faultOf).find((fault) => fault !== null) ?? null;
}

function severalSchema({ allowed }: { allowed?: readonly string[] }): object {
  if (!allowed) return { type: 'string' };
  const each = `(${allowed.join('|')})`;
  return { type: 'string', pattern: `^${each}(,${each})*$`, example: allowed.slice(0, 2).join(',') };
}

const oneOf = (value: unknown, allowed: readonly string[]): Fault =>
  typeof value === 'string' && allowed.includes(value)
    ? null
    : { code: 'enum-invalid', params: { value: String(value).slice(0, 40), allowed: allowed.join(', ') } };

const ofForm =
  (test: (text: string) => boolean, code: ViolationCode) =>
  (value: unknown): Fault =>
    typeof value === 'string' && test(value) ? null : { code, params: { value: String(value).slice(0, 40) } };

/** Longer than any code: a name in its place is reported as unknown, with the choices, not as too long. */
export const CODE_ASKED_MAX = 64;

/** What a name or number that is looked for must have: blanks and hyphens alone are the beginning of everything. */
export const SEARCHABLE: Form = { pattern: /\p{L}|\p{N}/u, name: 'searchable' };

export const Field = {
  text: (options: Common & TextForm) =>
    field((value) => text(value, options), { type: 'string', maxLength: options.max }, options, inOneForm(options)),
  /** Texts, each in its one form; `of` brings one further into the form it is kept in. */
  texts: (options: Common & { max: number; length: number; of?: (text: string) => string }) =>
    field(
      (value) => faultOfTexts(value, options.max, options.length),
      { type: 'array', maxItems: options.max, items: { type: 'string', maxLength: options.length } },
      options,
      (value) => (Array.isArray(value) ? value.map(inOneForm(options)) : value),
    ),
  /**
   * Several values in one parameter of a query, separated by commas. `allowed` is what each may be, `pattern` its form; `of`
   * brings one into the form it is compared in.
   */
  several: (options: Common & TextForm & { allowed?: readonly string[] }) =>
    field(
      (value) => faultOfSeveral(value, options),
      severalSchema(options),
      options,
      (value) => (typeof value === 'string' ? [...new Set(value.split(',').map(inOneForm(options)))] : value),
    ),
  /** Exact decimal as text: JSON numbers are refused, they may have lost digits before we see them. */
  decimal: (options: Common & { scale?: number; integerDigits?: number } = {}) =>
    field(
      (value) => {
        if (typeof value !== 'string') return { code: 'type-wrong', params: { expected: 'decimal string' } };
        const limits = { maxIntegerDigits: options.integerDigits ?? 14, maxScale: options.scale ?? 5 };
        if (isDecimalText(value, limits)) return null;
        const params = { digits: String(limits.maxIntegerDigits), scale: String(limits.maxScale) };
        return { code: 'decimal-invalid', params: { value: value.slice(0, 40), ...params } };
      },
      { type: 'string', pattern: '^\\d+(\\.\\d+)?$', format: 'decimal' },
      options,
    ),
  integer: (options: Common & { min?: number; max?: number } = {}) =>
    field(
      (value) => {
        const { min = 0, max = 999_999_999 } = options;
        const fits = Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
        return fits ? null : { code: 'integer-invalid', params: { min: String(min), max: String(max) } };
      },
      { type: 'integer', minimum: options.min ?? 0, maximum: options.max ?? 999_999_999 },
      options,
    ),
  /** A whole number in a query string. */
  integerText: (options: Common & { min: number; max: number }) =>
    field(
      (value) => {
        const fits =
          typeof value === 'string' &&
          /^\d{1,9}$/.test(value) &&
          Number(value) >= options.min &&
          Number(value) <= options.max;
        return fits
          ? null
          : { code: 'integer-invalid', params: { min: String(options.min), max: String(options.max) } };
      },
      { type: 'integer', minimum: options.min, maximum: options.max },
      options,
    ),
  flag: (options: Common = {}) =>
    field((value) => (typeof value === 'boolean' ? null : { code: 'boolean-invalid' }), { type: 'boolean' }, options),
  flagText: (options: Common = {}) =>
    field(
      ofForm((value) => value === 'true' || value === 'false', 'boolean-invalid'),
      { type: 'boolean' },
      options,
    ),
  day: (options: Common = {}) => field(ofForm(isDay, 'day-invalid'), { type: 'string', format: 'date' }, options),
  week: (options: Common = {}) =>
    field(ofForm(isWeek, 'week-invalid'), { type: 'string', example: '2026-W47' }, options),
  month: (options: Common = {}) =>
    field(ofForm(isMonth, 'month-invalid'), { type: 'string', example: '2026-11' }, options),
  instant: (options: Common = {}) =>
    field(ofForm(isInstant, 'instant-invalid'), { type: 'string', format: 'date-time' }, options),
  id: (options: Common = {}) => field(ofForm(isId, 'id-invalid'), { type: 'string', format: 'uuid' }, options),
  oneOf: (allowed: readonly string[], options: Common = {}) =>
    field((value) => oneOf(value, allowed), { type: 'string', enum: [...allowed] }, options),
  /** Any value with a check of its own. */
  checked: (check: (value: unknown) => Fault, schema: object, options: Common = {}) => field(check, schema, options),
  object: (type: () => new () => object, options: Common = {}) =>
    applyDecorators(
      ApiProperty({
        type: late(type),
        required: options.required ?? false,
        ...(options.description ? { description: options.description } : {}),
      } as ApiPropertyOptions),
      shapeField({ required: options.required ?? false, nested: { type, max: null } }),
    ),
  /** A list of objects; `check` looks at the list as a whole, whose elements may still be of any shape. */
  objects: (
    type: () => new () => object,
    options: Common & { min?: number; max: number; check?: (list: readonly unknown[]) => Fault },
  ) =>
    applyDecorators(
      ApiProperty({
        type: late(type),
        isArray: true,
        required: options.required ?? false,
        ...(options.description ? { description: options.description } : {}),
        ...(options.min === undefined ? {} : { minItems: options.min }),
        maxItems: options.max,
      } as ApiPropertyOptions),
      shapeField({
        required: options.required ?? false,
        check: (value) => tooFew(value as unknown[], options.min) ?? options.check?.(value as unknown[]) ?? null,
        nested: { type, max: options.max },
      }),
    ),
};

const tooFew = (list: readonly unknown[], min = 0): Fault =>
  list.length < min ? { code: 'array-too-short', params: { min: String(min) } } : null;

/** The same class with every field optional, in its shape and in the API description. */
export function Partially<T extends object>(type: Type<T>): Type<Partial<T>> {
  const partial = PartialType(type);
  for (const [name, shape] of fieldsOf(type))
    shapeField({ ...shape, required: false })(partial.prototype as object, name);
  return partial;
}

/** Swagger takes a function for a class that comes later only by its name, "type"; any other it describes as a shape without a name. */
const late = (type: () => new () => object) => {
  const named = { type: () => type() };
  return named.type;
};
