import type { Language } from '../../vocabulary/language.js';
import type { Day } from '../../vocabulary/period.js';

export const CODE_TABLES = [
  'customs-office',
  'unit',
  'trade-terms',
  'transport-mode',
  'package-type',
  'currency',
  'country',
  'hs-chapter',
  'hs-heading',
] as const;
export type CodeTableName = (typeof CODE_TABLES)[number];

/** One code with the days on which it may be used, both inclusive; without an end it still may. */
export interface CodeEntry {
  readonly table: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

export const HS_FLAGS = ['ineligible', 'export-duty', 'inspection'] as const;
export type HsFlag = (typeof HS_FLAGS)[number];

/** Something that holds for all commodity codes that begin with the prefix, on some days. */
export interface HsRule {
  readonly prefix: string;
  readonly flag: HsFlag;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/** What a commodity code means for a declaration on one day. */
export interface HsFlags {
  readonly ineligible: boolean;
  readonly exportDuty: boolean;
  readonly inspection: boolean;
}

/** The code tables as rules and reports ask them. */
export interface CodeTables {
  /** Whether the code may be used on that day. */
  has(table: CodeTableName, code: string, day: Day): boolean;
  /** The latest name of a code; the code itself when there is none, so that a report never shows an empty cell. */
  name(table: CodeTableName, code: string, language: Language): string;
  hsFlags(hsCode: string, day: Day): HsFlags;
}

const PREFIX_MIN = 2;
const validOn = (day: Day, span: { validFrom: Day; validTo: Day | null }): boolean =>
  span.validFrom <= day && (span.validTo === null || day <= span.validTo);

/** Builds the tables from their rows; entries and rules in any order. */
export function codeTables(entries: readonly CodeEntry[], rules: readonly HsRule[]): CodeTables {
  const byCode = grouped(entries, ({ table, code }) => `${table} ${code}`);
  const byPrefix = grouped(rules, ({ prefix }) => prefix);
  return {
    has: (table, code, day) => byCode.get(`${table} ${code}`)?.some((entry) => validOn(day, entry)) ?? false,
    name: (table, code, language) => {
      const latest = byCode.get(`${table} ${code}`)?.reduce((a, b) => (b.validFrom > a.validFrom ? b : a));
      return (language === 'zh' ? latest?.name : latest?.nameEn) ?? code;
    },
    hsFlags: (hsCode, day) => {
      const flags = new Set<HsFlag>();
      for (let length = PREFIX_MIN; length <= hsCode.length; length++) {
        for (const rule of byPrefix.get(hsCode.slice(0, length)) ?? []) if (validOn(day, rule)) flags.add(rule.flag);
      }
      return {
        ineligible: flags.has('ineligible'),
        exportDuty: flags.has('export-duty'),
        inspection: flags.has('inspection'),
      };
    },
  };
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
