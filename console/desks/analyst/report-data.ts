import { useGet } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { compareExact, exact, exactText, plus, type Exact } from '../../grid/sum';
import { keyOf, parametersOf, type Question } from './question';

export type Report = AnswerOf<'get', '/v1/reports/export-value'>;

/** A row of the answer: the value of its dimension and the measures. */
export interface ReportRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly share: string | null;
  readonly declarations: number;
  readonly netWeightKg: string;
  readonly change: string | null;
}

export function useReport(question: Question) {
  return useGet('/v1/reports/export-value', { query: parametersOf(question) }, { staleTime: 60_000 });
}

/** The rows with one name for the key, whatever the dimensions: the service's names where it gives them, else the codes. */
export function rowsOf(report: Report, dimensions: readonly string[]): ReportRow[] {
  return report.rows.map((row) => {
    const fields = row as unknown as Readonly<Record<string, string | number | null | undefined>>;
    const keys = dimensions.map((dimension) => String(fields[dimension] ?? ''));
    const names = dimensions.map((dimension, index) => String(fields[`${dimension}Name`] ?? keys[index]));
    return {
      key: keyOf(keys),
      name: names.join(' · '),
      value: row.value,
      share: row.share ?? null,
      declarations: row.declarations,
      netWeightKg: row.netWeightKg,
      change: row.change ?? null,
    };
  });
}

/** A decimal of the service with its sign. */
export const signed = (text: string): Exact => {
  const value = exact(text.replace('-', '')) ?? { units: 0n, scale: 2 };
  return text.startsWith('-') ? { ...value, units: -value.units } : value;
};

/** The sum of amounts, exactly. */
export const sumText = (values: readonly string[]): string => exactText(sumOf(values), 2);

const sumOf = (values: readonly string[]): Exact =>
  values.reduce((so, value) => plus(so, signed(value)), { units: 0n, scale: 2 } as Exact);

/** Whether the rows add up to the total, to the cent: the page says so because it has computed it. */
export function addsUp(values: readonly string[], total: string): boolean {
  return compareExact(sumOf(values), signed(total)) === 0;
}

/** For lengths of bars and lines alone: what is read as a number is always the service's own text. */
export const sizeOf = (text: string): number => Number.parseInt(text.replace(/\..*$/, ''), 10) || 0;
