import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import { isHsCode } from '../../vocabulary/identifiers/hs-code.js';
import type { Day } from '../../vocabulary/period.js';

/**
 * Tables that an administrator puts, a year at a time. The others are known to the code itself: countries and currencies are
 * those of ISO, trade terms are what the valuation can compute, chapters and headings come with the service.
 */
export const EDITED_TABLES = [
  'customs-office',
  'unit',
  'transport-mode',
  'package-type',
  'hs-code',
  'port',
  'domestic-port',
  'domestic-area',
  'document',
  'levy-nature',
  'levy-mode',
] as const;
export type EditedTable = (typeof EDITED_TABLES)[number];

export const isEditedTable = (name: string): name is EditedTable => EDITED_TABLES.some((table) => table === name);

export const YEAR_MIN = 2000;
export const YEAR_MAX = 2100;

/** What a tariff says of a commodity code beside its name; other tables have none of it. */
export interface TariffFields {
  /** 法定第一单位; left out where it is not known. */
  readonly unit1?: string | undefined;
  /** 法定第二单位, where there is one. */
  readonly unit2?: string | undefined;
  /** 申报要素. */
  readonly elements?: string | undefined;
  /** Letters of 监管条件. */
  readonly conditions?: string | undefined;
  /** Letters of 检验检疫类别. */
  readonly inspection?: string | undefined;
  /** Export duty in percent. */
  readonly exportDuty?: string | undefined;
}

const TARIFF_FIELDS: readonly (keyof TariffFields)[] = [
  'unit1',
  'unit2',
  'elements',
  'conditions',
  'inspection',
  'exportDuty',
];

/** A code as it is put. */
export interface PutCodeEntry extends TariffFields {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
}

/** What of an entry goes into its attributes. */
export const attributesOf = (entry: PutCodeEntry): Record<string, string> =>
  Object.fromEntries(
    TARIFF_FIELDS.flatMap((field): [string, string][] => {
      const value = entry[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );

/** What is wrong with the entries of a table: none at all, one twice, no commodity code, a unit nobody knows, a field of another table. */
export function checkEntries(
  table: EditedTable,
  entries: readonly PutCodeEntry[],
  isUnit: (code: string) => boolean,
): Violation[] {
  if (entries.length === 0) return [violation('required-missing', '/entries', { field: 'entries' })];
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const at = (field: string) => pointer('entries', index, field);
    const { code: value } = entry;
    const found: Violation[] = [];
    if (seen.has(value)) found.push(violation('entry-duplicate', at('code'), { value }));
    seen.add(value);
    return [...found, ...(table === 'hs-code' ? ofTariff(entry, at, isUnit) : strange(entry, at))];
  });
}

type Place = (field: string) => string;

function ofTariff(entry: PutCodeEntry, at: Place, isUnit: (code: string) => boolean): Violation[] {
  const { code: value, unit1, unit2 } = entry;
  const found = isHsCode(value) ? [] : [violation('hs-code-invalid', at('code'), { value })];
  for (const [field, unit] of Object.entries({ unit1, unit2 })) {
    if (unit !== undefined && !isUnit(unit)) found.push(violation('unit-unknown', at(field), { value: unit }));
  }
  // A second unit stands beside a first one.
  if (unit2 !== undefined && unit1 === undefined)
    found.push(violation('required-missing', at('unit1'), { field: 'unit1' }));
  return found;
}

const strange = (entry: PutCodeEntry, at: Place): Violation[] =>
  TARIFF_FIELDS.filter((field) => entry[field] !== undefined).map((field) =>
    violation('field-unknown', at(field), { field }),
  );

/** The days on which the codes of an edition hold: a tariff in its year only, any other table until the next edition begins. */
export function daysOfEdition(table: EditedTable, year: number, later: number | null): { from: Day; to: Day | null } {
  const from = `${year}-01-01`;
  if (table === 'hs-code') return { from, to: `${year}-12-31` };
  return { from, to: later === null ? null : `${later - 1}-12-31` };
}
