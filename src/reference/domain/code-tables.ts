import type { Language } from '../../vocabulary/language.js';
import type { Day } from '../../vocabulary/period.js';
import { type DatedRule, type Force, forceOn, type RuleVersion } from './trade-rules.js';
import { type Tariff, tariffOf } from './tariff.js';
import { groupBy } from '../../vocabulary/group-by.js';

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
  'hs-code',
  'port',
  'domestic-port',
  'domestic-area',
  'document',
  'levy-nature',
  'levy-mode',
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
  /** For `ineligible` only: the day from which it is so; it is announced until then. Null: from its first day on. */
  readonly refusesFrom: Day | null;
}

/** What a commodity code means for a declaration on one day. */
export interface HsFlags {
  readonly ineligible: boolean;
  /** The day from which it will be ineligible, while that is only announced. */
  readonly ineligibleFrom: Day | null;
  readonly exportDuty: boolean;
  readonly inspection: boolean;
}

/** The code tables as rules and reports ask them. */
export interface CodeTables {
  /** Whether the code may be used on that day. */
  has(table: CodeTableName, code: string, day: Day): boolean;
  /** Whether the table has any code on that day: a table that nobody has put yet says nothing about a code. */
  isLoaded(table: CodeTableName, day: Day): boolean;
  /** The commodity codes of the year of a day; null while nobody has put them. */
  tariff(day: Day): Tariff | null;
  /** Whether the table has the code on any day: what may be asked about. */
  knows(table: CodeTableName, code: string): boolean;
  /** The latest name of a code; the code itself when there is none, so that a report never shows an empty cell. */
  name(table: CodeTableName, code: string, language: Language): string;
  hsFlags(hsCode: string, day: Day): HsFlags;
  /** How a dated trade rule holds on a day; null when it does not. */
  force(code: DatedRule, day: Day): Force | null;
  /** The versions of trade rules, in any order. */
  readonly tradeRules: readonly RuleVersion[];
}

const PREFIX_MIN = 2;
const validOn = (day: Day, span: { validFrom: Day; validTo: Day | null }): boolean =>
  span.validFrom <= day && (span.validTo === null || day <= span.validTo);

/** Builds the tables from their rows, in any order; `tariffs` by year, as {@link tariffOf} reads them. */
export function codeTables(
  entries: readonly CodeEntry[],
  rules: readonly HsRule[],
  tradeRules: readonly RuleVersion[] = [],
  tariffs: Readonly<Record<string, string>> = {},
): CodeTables {
  const byCode = groupBy(entries, ({ table, code }) => `${table} ${code}`);
  const byPrefix = groupBy(rules, ({ prefix }) => prefix);
  const byRule = groupBy(tradeRules, ({ code }) => code);
  const byTable = groupBy(entries, ({ table }) => table);
  const byYear = new Map(Object.entries(tariffs).map(([year, text]) => [year, tariffOf(text)]));
  return {
    tradeRules,
    force: (code, day) => forceOn(code, byRule.get(code) ?? [], day),
    has: (table, code, day) => byCode.get(`${table} ${code}`)?.some((entry) => validOn(day, entry)) ?? false,
    isLoaded: (table, day) => byTable.get(table)?.some((entry) => validOn(day, entry)) ?? false,
    tariff: (day) => byYear.get(day.slice(0, 4)) ?? null,
    knows: (table, code) => byCode.has(`${table} ${code}`),
    name: (table, code, language) => {
      const latest = byCode.get(`${table} ${code}`)?.reduce((a, b) => (b.validFrom > a.validFrom ? b : a));
      return (language === 'zh' ? latest?.name : latest?.nameEn) ?? code;
    },
    hsFlags: (hsCode, day) => {
      const flags = new Set<HsFlag>();
      let ineligibleFrom: Day | null = null;
      for (let length = PREFIX_MIN; length <= hsCode.length; length++) {
        for (const rule of byPrefix.get(hsCode.slice(0, length)) ?? []) {
          if (!validOn(day, rule)) continue;
          const from = rule.refusesFrom;
          if (from === null || from <= day) flags.add(rule.flag);
          else if (ineligibleFrom === null || from < ineligibleFrom) ineligibleFrom = from;
        }
      }
      const ineligible = flags.has('ineligible');
      return {
        ineligible,
        ineligibleFrom: ineligible ? null : ineligibleFrom,
        exportDuty: flags.has('export-duty'),
        inspection: flags.has('inspection'),
      };
    },
  };
}
