import { useMemo } from 'react';
import { useGet } from '../api/query';
import { useLanguage } from '../texts';

export type CodeTable = 'country' | 'currency' | 'unit' | 'trade-terms' | 'transport-mode' | 'package-type';

interface CodeEntry {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

const HOUR_MS = 60 * 60_000;
const PAGE_MAX = 500;

/** A small table, whole; it changes once a year. */
export function useCodeTable(table: CodeTable): readonly CodeEntry[] {
  const options = { path: { table }, query: { limit: PAGE_MAX } };
  const { data } = useGet('/v1/code-tables/{table}', options, { staleTime: HOUR_MS });
  return data?.data.items ?? NONE;
}
const NONE: readonly CodeEntry[] = [];

/** The name of a code in the language of the page; the code itself until the table is there. */
export function useCodeNames(table: CodeTable): (code: string | null | undefined) => string {
  const entries = useCodeTable(table);
  const language = useLanguage();
  return useMemo(() => {
    const names = new Map(entries.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn || name : name]));
    return (code) => (code ? (names.get(code) ?? code) : '–');
  }, [entries, language]);
}

/** As choices of a list: the code at the right, because that is what one learns by heart. */
export function useCodeChoices(table: CodeTable) {
  const entries = useCodeTable(table);
  const language = useLanguage();
  return useMemo(
    () =>
      entries.map(({ code, name, nameEn }) => ({
        id: code,
        name: language === 'en' ? nameEn || name : name,
        detail: code,
      })),
    [entries, language],
  );
}

/** The table in which a field's code stands, by the field's path; `goods.` before those of a line. */
export const TABLE_OF_FIELD: Readonly<Record<string, CodeTable>> = {
  tradeTerms: 'trade-terms',
  transportMode: 'transport-mode',
  packageType: 'package-type',
  currency: 'currency',
  tradeCountry: 'country',
  arrivalCountry: 'country',
  'buyer.country': 'country',
  'goods.unit': 'unit',
  'goods.finalDestination': 'country',
};
/** Tables of thousands of codes: only what is shown is read. */
export type BigTable = 'customs-office' | 'port' | 'domestic-port';

/** The name of one code of a big table; nothing until it is there, or where the table does not know it. */
export function useCodeName(table: BigTable, code: string | null | undefined): string {
  const language = useLanguage();
  const question = { path: { table }, query: { search: code ?? '', limit: 1 } };
  const { data } = useGet('/v1/code-tables/{table}', question, { staleTime: HOUR_MS, enabled: Boolean(code) });
  const found = data?.data.items.find((entry) => entry.code === code);
  return found === undefined ? '' : language === 'en' ? found.nameEn || found.name : found.name;
}
