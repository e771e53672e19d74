import { useCallback, useMemo } from 'react';
import { api } from '../../../api/client';
import { useGet } from '../../../api/query';
import { codeOfNames, type CodeNames } from '../../../grid/cell';
import type { CodeChoice, FindCodes } from '../../../grid/types';
import { useCodeNames, useCodeTable } from '../../../shared/codes';
import { currentLanguage } from '../../../texts';

/** Codes by what people call them, in both languages; null until both tables are there. */
export function useCodeNamesOfGrid(): CodeNames | null {
  const units = useCodeTable('unit');
  const countries = useCodeTable('country');
  const unitName = useCodeNames('unit');
  const countryName = useCodeNames('country');
  return useMemo(() => {
    if (units.length === 0 || countries.length === 0) return null;
    const namesOf = (entries: typeof units) =>
      codeOfNames(entries.map(({ code, name, nameEn }) => ({ code, names: [name, nameEn].filter(Boolean) })));
    const shown = { unit: unitName, finalDestination: countryName };
    return {
      unit: namesOf(units),
      country: namesOf(countries),
      nameOf: (field, code) => (field === 'unit' || field === 'finalDestination' ? shown[field](code) : null),
    };
  }, [units, countries, unitName, countryName]);
}

interface Attributes {
  readonly unit1?: string;
  readonly unit2?: string;
  readonly exportDuty?: boolean;
  readonly inspection?: boolean;
}

/** Asks the service for codes; its answer has the firm's own first. */
export function useFindCodes(day: string | undefined): FindCodes {
  return useCallback(
    async (table, typed, signal) => {
      const query = { q: typed, limit: 8, ...(day ? { on: day } : {}) };
      const { data } = await api.get('/v1/code-tables/{table}/lookup', { path: { table }, query, signal });
      const isEnglish = currentLanguage() === 'en';
      return data.items.map((item): CodeChoice => {
        const { unit1, unit2, exportDuty, inspection } = (item.attributes ?? {}) as Attributes;
        const flags = [
          ...(inspection ? (['inspection'] as const) : []),
          ...(exportDuty ? (['exportDuty'] as const) : []),
        ];
        const note = [unit1, unit2].filter(Boolean).join(' / ');
        return {
          code: item.code,
          name: isEnglish ? item.nameEn || item.name : item.name,
          ...(note ? { note } : {}),
          ...(flags.length > 0 ? { flags } : {}),
          lastUsedOn: item.lastUsedOn,
        };
      });
    },
    [day],
  );
}

/** What one unit of the currency is worth in dollars in the month of a day; null where there is no rate. */
export function useDollarRate(currency: string, day: string | undefined): string | null {
  const month = (day ?? '').slice(0, 7);
  const isMonth = /^\d{4}-\d{2}$/.test(month);
  const { data } = useGet('/v1/rates/{month}', { path: { month } }, { enabled: isMonth, staleTime: 60 * 60_000 });
  if (!isMonth) return null;
  return data?.data.rates.find((rate) => rate.currency === currency)?.toUsd ?? null;
}
