import type { Board } from './board/board-feed';

const withQuery = (path: string, query: Readonly<Record<string, string>>): string =>
  `${path}?${new URLSearchParams(query).toString()}`;

/** The list behind a number of today's filings. */
export const todayHref = (
  { market, day }: Pick<Board, 'market' | 'day'>,
  filters: Readonly<Record<string, string>>,
): string => withQuery('/declarations', { market, from: day, to: day, ...filters });

export const visitsHref = (market: string, filters: Readonly<Record<string, string>>): string =>
  withQuery('/containers', { market, ...filters });

export const declarationHref = (id: string): string => `/declarations/${id}`;

/** Where an open item is dealt with. */
export function subjectHref(subject: { readonly type: string; readonly id: string }): string {
  if (subject.type === 'shipment') return `/containers/${subject.id}`;
  return subject.type === 'receipt' ? `/parked?row=${subject.id}` : declarationHref(subject.id);
}
