import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
  type UseQueryOptions,
} from '@tanstack/react-query';
import { currentLanguage, onLanguage, useLanguage } from '../texts';
import { api } from './client';
import { ASKS_MS, ASKS_WHILE_LIVE_MS, liveLine } from './live-line';
import { isProblem } from './problem';
import { useStore } from './store';
import type { Answer, AnswerOf, CallOptions, PathWith } from './types';

const ATTEMPTS_MAX = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      // A refusal stays one; the client has repeated what a busy service asked to be repeated.
      retry: (failures, error) => !isProblem(error) && failures < ATTEMPTS_MAX,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

// Texts of the service come in the language of the page.
onLanguage(() => void queryClient.invalidateQueries());

interface LiveOption {
  /** Changes while it is looked at: read anew when the service tells of a change, and by the clock while it does not. */
  readonly isLive?: boolean;
}
type Extra<T> = Partial<Pick<UseQueryOptions<T>, 'enabled' | 'refetchInterval' | 'staleTime'>> & LiveOption;

function useLiveInterval({ isLive = false }: LiveOption): { refetchInterval?: number } {
  const isTold = useStore(liveLine);
  return isLive ? { refetchInterval: isTold ? ASKS_WHILE_LIVE_MS : ASKS_MS } : {};
}

export const keyOf = (path: string, options: object = {}): readonly unknown[] => [
  path,
  { ...options, signal: undefined, language: currentLanguage() },
];

/** A resource with its tag. While another question is on its way the old answer stays. */
export function useGet<P extends PathWith<'get'>>(
  path: P,
  options: CallOptions<'get', P> = {},
  { isLive, ...extra }: Extra<Answer<AnswerOf<'get', P>>> = {},
): UseQueryResult<Answer<AnswerOf<'get', P>>> {
  useLanguage();
  const interval = useLiveInterval(isLive === undefined ? {} : { isLive });
  return useQuery({
    queryKey: keyOf(path, options),
    queryFn: ({ signal }) => api.get(path, { ...options, signal }),
    placeholderData: keepPreviousData,
    ...interval,
    ...extra,
  });
}

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}
type ItemOf<P extends PathWith<'get'>> = AnswerOf<'get', P> extends { items: (infer I)[] } ? I : never;

/** A list by pages: its rows so far, and how to get more. */
export function useList<P extends PathWith<'get'>>(
  path: P,
  options: CallOptions<'get', P> = {},
  { isLive, ...extra }: { enabled?: boolean; refetchInterval?: number } & LiveOption = {},
) {
  useLanguage();
  const interval = useLiveInterval(isLive === undefined ? {} : { isLive });
  const query = useInfiniteQuery({
    queryKey: [...keyOf(path, options), 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const question = pageParam ? { ...(options.query ?? {}), cursor: pageParam } : options.query;
      return api.get(path, { ...options, query: question as never, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ data }) => (data as Page).nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    ...interval,
    ...extra,
  });
  const rows = (query.data?.pages.flatMap(({ data }) => (data as Page).items) ?? []) as ItemOf<P>[];
  return { ...query, rows };
}

/** After a change: whatever was read of these paths is read anew. */
export const refreshed = (...paths: string[]): Promise<unknown> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => paths.some((path) => String(queryKey[0]).startsWith(path)),
  });
