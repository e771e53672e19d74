import { useCallback, useEffect, useMemo, useState } from 'react';
import { NetworkError } from '../../../api/problem';
import { useStore } from '../../../api/store';
import { rowsOfLines } from '../../../grid/lines';
import { useGoods } from '../../../grid/use-goods';
import type { JournalEntry } from '../../../shared/journal';
import { usePerson } from '../../../shared/session';
import { bodyOf, digestOf, EMPTY_HEADER, type Header, headerOf, inputOf } from './model';
import { DraftSaver, type Held } from './saver';

const SAVE_MS = 2_000;
const SAVE_LARGE_MS = 15_000;
const LARGE_CHARACTERS = 100_000;
const RETRY_MS = 5_000;

export interface DraftStart {
  readonly held: Held | null;
  readonly entry: JournalEntry | null;
  readonly newId: string;
  readonly market: string | undefined;
  readonly isReadOnly: boolean;
}

const goodsOf = (body: object | null) =>
  ((body as { goods?: object[] } | null)?.goods ?? []) as Parameters<typeof rowsOfLines>[0];

/** One draft while it is edited: every change goes to the journal at once, and to the service when the typing pauses. */
export function useDraft(start: DraftStart) {
  const { id: personId } = usePerson();
  const [saver] = useState(() => new DraftSaver({ ...start, personId }));
  const saving = useStore(saver.store);
  const [first] = useState(
    () => (start.entry?.body ?? (start.held ? inputOf(start.held.declaration) : null)) as object | null,
  );
  const [header, setHeader] = useState<Header>(() => (first ? headerOf(first) : newHeader(start.market)));
  const [firstRows] = useState(() => rowsOfLines(goodsOf(first)).rows);
  const goods = useGoods(firstRows);
  const body = useMemo(() => bodyOf(header, goods.rows), [header, goods.rows]);
  const digest = useMemo(() => digestOf(body), [body]);
  const { state, error } = saving;
  useEffect(() => {
    if (start.isReadOnly || !saver.changed(body, digest) || state === 'conflict' || state === 'saving') return;
    if (state === 'refused') return;
    const isAway = state === 'local' && error instanceof NetworkError;
    const pause = isAway ? RETRY_MS : digest.length > LARGE_CHARACTERS ? SAVE_LARGE_MS : SAVE_MS;
    const timer = setTimeout(() => void saver.save(), pause);
    return () => clearTimeout(timer);
  }, [saver, body, digest, state, error, start.isReadOnly]);
  const { replace } = goods;
  /** What the three columns have made of two versions. */
  const resolve = useCallback(
    (next: object) => {
      saver.resolved();
      setHeader(headerOf(next));
      replace(rowsOfLines(goodsOf(next)).rows);
    },
    [saver, replace],
  );
  return { ...saving, saver, header, setHeader, goods, body, digest, resolve };
}

export type Draft = ReturnType<typeof useDraft>;

const newHeader = (market: string | undefined): Header => ({
  ...EMPTY_HEADER,
  texts: { currency: 'USD', tradeTerms: 'FOB', ...(market ? { market } : {}) },
});
