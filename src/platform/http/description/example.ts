/** Within an example: how a value may differ from the one that is shown. */
class Varying {
  constructor(
    readonly value: unknown,
    readonly may: 'be-null' | 'be-missing' | 'be-other' | 'be-anything',
    readonly shown: unknown,
  ) {}
}

/** This, or null. */
export const orNull = (value: unknown) => new Varying(value, 'be-null', value);
/** Null here; elsewhere this. */
export const nullOr = (value: unknown) => new Varying(value, 'be-null', null);
/** A field that is not always there. */
export const maybe = (value: unknown) => new Varying(value, 'be-missing', value);
/** One of these, or what is like them: the first is shown. For a value of several forms. */
export const either = (...values: readonly unknown[]) => new Varying(values, 'be-other', values[0]);
/** Any JSON value may stand here, this is one: what no part of the API looks into. */
export const anything = (value: unknown) => new Varying(value, 'be-anything', value);

const DATA_KEYS = Symbol('keys are data');
/** An object whose keys are data (codes, days), not fields: any key may stand there, with values such as these. */
export const byKey = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.defineProperty({ ...entries }, DATA_KEYS, { value: true });

/** A page of a list. */
export const page = (...items: readonly unknown[]) => ({ items, nextCursor: nullOr('WyIwMTlhOTVlMi00YzAwIl0') });

/** The example as it is read: JSON, with what is shown of a value that may differ. */
export function shown(example: unknown): unknown {
  if (example instanceof Varying) return shown(example.shown);
  if (Array.isArray(example)) return example.map(shown);
  if (example === null || typeof example !== 'object') return example;
  return Object.fromEntries(Object.entries(example).map(([key, value]) => [key, shown(value)]));
}

export interface Schema {
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  items?: Schema;
}

const FORMATS: readonly [name: string, form: RegExp][] = [
  ['uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
];

/** The JSON Schema these examples show together: what is in every one of them is required, what is in one of them known. */
export function schemaOf(examples: readonly unknown[]): Schema {
  if (examples.some(isOpen)) return {};
  const values = examples.flatMap(possible);
  const types = [...new Set(values.map(typeOf))].sort();
  const schema: Schema = types.length === 0 ? {} : { type: types.length === 1 ? (types[0] ?? []) : types };
  const format = formatOf(values.filter((value) => typeof value === 'string'));
  const records = values.filter((value) => typeOf(value) === 'object') as Record<string, unknown>[];
  const elements = values.filter((value) => Array.isArray(value)).flat();
  if (format !== undefined) schema.format = format;
  if (records.length > 0) Object.assign(schema, ofRecords(records));
  // A list that is only shown empty says nothing of its elements.
  if (elements.length > 0) schema.items = schemaOf(elements);
  return schema;
}

const isOpen = (value: unknown): boolean =>
  value instanceof Varying && (value.may === 'be-anything' || isOpen(value.value));

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function possible(value: unknown): unknown[] {
  if (!(value instanceof Varying)) return [value];
  if (value.may === 'be-other') return (value.value as unknown[]).flatMap(possible);
  return value.may === 'be-null' ? [null, ...possible(value.value)] : possible(value.value);
}

const formatOf = (texts: readonly string[]): string | undefined =>
  texts.length === 0 ? undefined : FORMATS.find(([, form]) => texts.every((text) => form.test(text)))?.[0];

function ofRecords(records: readonly Record<string, unknown>[]): Schema {
  if (records.some((record) => DATA_KEYS in record)) {
    return { additionalProperties: schemaOf(records.flatMap((record) => Object.values(record))) };
  }
  const always = (key: string) => (record: Record<string, unknown>) =>
    record[key] !== undefined && !(record[key] instanceof Varying && record[key].may === 'be-missing');
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const valuesOf = (key: string) => records.map((record) => record[key]).filter((value) => value !== undefined);
  return {
    properties: Object.fromEntries(keys.map((key) => [key, schemaOf(valuesOf(key))])),
    required: keys.filter((key) => records.every(always(key))),
  };
}
