import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../../api/client';
import type { AnswerOf, QueryOf } from '../../../api/types';
import { wordOf } from '../../../shared/trade';
import { useLanguage } from '../../../texts';

export type QueueRow = AnswerOf<'get', '/v1/declarations'>['items'][number];
export type QueueQuestion = NonNullable<QueryOf<'get', '/v1/declarations'>>;

const PAGE = 50;
const LOOK_EVERY_MS = 20_000;
const LOOK_MOST = 200;

interface QueueState {
  readonly rows: readonly QueueRow[];
  readonly nextCursor: string | null;
  readonly readAt: Date | null;
  readonly isLoading: boolean;
  readonly error: unknown;
  /** Came in since the list was read; it stands still until somebody asks for them. */
  readonly arrived: number;
  /** Rows that somebody has decided about since, with the words for it. */
  readonly gone: ReadonlyMap<string, string>;
}

const EMPTY: QueueState = {
  rows: [],
  nextCursor: null,
  readAt: null,
  isLoading: true,
  error: null,
  arrived: 0,
  gone: new Map(),
};

/** A list that does not move under the hands: what comes and what others decide is said, and changes nothing but how rows look. */
export function useQueue(question: QueueQuestion) {
  useLanguage();
  const [state, setState] = useState(EMPTY);
  const asked = JSON.stringify(question);
  const rows = useRef(state.rows);
  rows.current = state.rows;

  const read = useCallback(async () => {
    setState((old) => ({ ...old, isLoading: true }));
    try {
      const { data } = await api.get('/v1/declarations', {
        query: { ...(JSON.parse(asked) as QueueQuestion), limit: PAGE },
      });
      setState({ ...EMPTY, rows: data.items, nextCursor: data.nextCursor, readAt: new Date(), isLoading: false });
    } catch (error) {
      setState((old) => ({ ...old, isLoading: false, error }));
    }
  }, [asked]);

  const readMore = useCallback(async () => {
    const cursor = state.nextCursor;
    if (cursor === null) return;
    const query = { ...(JSON.parse(asked) as QueueQuestion), limit: PAGE, cursor };
    const { data } = await api.get('/v1/declarations', { query });
    setState((old) =>
      old.nextCursor === cursor ? { ...old, rows: [...old.rows, ...data.items], nextCursor: data.nextCursor } : old,
    );
  }, [asked, state.nextCursor]);

  const mark = useCallback((ids: readonly string[], text: string) => {
    setState((old) => ({ ...old, gone: new Map([...old.gone, ...ids.map((id) => [id, text] as const)]) }));
  }, []);

  useEffect(() => void read(), [read]);
  useEffect(() => {
    const timer = setInterval(() => {
      void look(JSON.parse(asked) as QueueQuestion, rows.current).then(
        ({ arrived, gone }) => setState((old) => ({ ...old, arrived, gone: new Map([...gone, ...old.gone]) })),
        () => undefined,
      );
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [asked]);
  return { ...state, read, readMore, mark };
}

/** Compares what is shown with what there is now, and asks of what has left who moved it. */
async function look(question: QueueQuestion, shown: readonly QueueRow[]) {
  const limit = Math.min(Math.max(shown.length, PAGE), LOOK_MOST);
  const { data } = await api.get('/v1/declarations', { query: { ...question, limit } });
  const now = new Set(data.items.map(({ id }) => id));
  const known = new Set(shown.map(({ id }) => id));
  const arrived = data.items.filter(({ id }) => !known.has(id)).length;
  const left = data.nextCursor === null ? shown.filter(({ id }) => !now.has(id)) : [];
  const gone = await Promise.all(left.slice(0, 10).map(async ({ id }) => [id, await lastMove(id)] as const));
  return { arrived, gone: new Map(gone) };
}

async function lastMove(id: string): Promise<string> {
  const { data } = await api.get('/v1/declarations/{id}/timeline', { path: { id } });
  const last = data.items.at(-1);
  return last === undefined
    ? ''
    : [last.by, last.status ? wordOf('status', last.status) : ''].filter(Boolean).join(' ');
}
