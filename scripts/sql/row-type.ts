import ts from 'typescript';
import { ourTypes } from '../../src/platform/database/types.js';
import type { Described } from './describe.js';

/** What the driver makes of a value of each type PostgreSQL returns here; JSON may be anything. */
const SAMPLES: Readonly<Record<number, readonly [name: string, text: string]>> = {
  16: ['boolean', 't'],
  17: ['bytea', '\\x00'],
  19: ['name', 'a'],
  20: ['bigint', '1'],
  21: ['smallint', '1'],
  23: ['integer', '1'],
  25: ['text', 'a'],
  26: ['oid', '1'],
  700: ['real', '1'],
  701: ['double precision', '1'],
  1007: ['integer[]', '{1}'],
  1009: ['text[]', '{a}'],
  1042: ['character', 'a'],
  1043: ['character varying', 'a'],
  1082: ['date', '2026-05-04'],
  1083: ['time', '10:00:00'],
  1114: ['timestamp', '2026-05-04 10:00:00'],
  1182: ['date[]', '{2026-05-04}'],
  1184: ['timestamptz', '2026-05-04 10:00:00+00'],
  1185: ['timestamptz[]', '{"2026-05-04 10:00:00+00"}'],
  1231: ['numeric[]', '{1.5}'],
  1700: ['numeric', '1.5'],
  2249: ['record', '(1)'],
  2278: ['void', ''],
  2950: ['uuid', '01900000-0000-7000-8000-000000000000'],
  2951: ['uuid[]', '{01900000-0000-7000-8000-000000000000}'],
};
const JSON_TYPES = [114, 3802];

/** How the rows of a statement differ from the type the code gives them; empty where they agree. */
export function rowDifferences(row: ts.Type, columns: Described['columns'], checker: ts.TypeChecker): string[] {
  const isOpen = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;
  if (row.flags & isOpen || row.isUnion()) return [];
  const properties = new Map(checker.getPropertiesOfType(row).map((each) => [each.name, each]));
  const isRecord = checker.getIndexInfosOfType(row).length > 0;
  const found: string[] = [];
  for (const [name, property] of properties) {
    const column = columns.find((each) => each.name === name);
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    if (column) found.push(...kindDifference(name, column.type, checker.getTypeOfSymbol(property)));
    else if (!isOptional) found.push(`no column "${name}" is selected, which the row type has`);
  }
  if (isRecord) return found;
  const extra = columns.filter(({ name }) => !properties.has(name));
  return [...found, ...extra.map(({ name }) => `column "${name}" is selected, and the row type has no such property`)];
}

function kindDifference(name: string, oid: number, type: ts.Type): string[] {
  if (JSON_TYPES.includes(oid)) return [];
  const [pgName, text] = SAMPLES[oid] ?? [];
  if (text === undefined) return [`column "${name}" has type ${oid}, which scripts/sql/row-type.ts does not know`];
  const actual = kindOf(ourTypes.getTypeParser(oid)(text));
  const all = (type.isUnion() ? type.types : [type]).filter((each) => !(each.flags & EMPTY));
  const wrong = all.map(kindOfType).find((kind) => kind !== 'anything' && kind !== actual);
  return wrong ? [`column "${name}" is ${pgName}, which comes as ${actual}, and the row type says ${wrong}`] : [];
}

const EMPTY = ts.TypeFlags.Null | ts.TypeFlags.Undefined;

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'list' : value instanceof Date ? 'Date' : Buffer.isBuffer(value) ? 'Buffer' : typeof value;

function kindOfType(type: ts.Type): string {
  const { flags } = type;
  if (flags & ts.TypeFlags.StringLike) return 'string';
  if (flags & ts.TypeFlags.NumberLike) return 'number';
  if (flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return 'anything';
  const name = type.symbol?.name;
  if (name === 'Array' || name === 'ReadonlyArray') return 'list';
  if (name === 'Date' || name === 'Buffer') return name;
  // A string with a brand is a string.
  return type.isIntersection() ? (type.types.map(kindOfType).find((kind) => kind !== 'object') ?? 'object') : 'object';
}
