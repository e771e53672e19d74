import { useEffect, useState } from 'react';
import { SharedStream } from '../../../api/shared-stream';
import { Store, useStore } from '../../../api/store';
import type { AnswerOf } from '../../../api/types';

export type Board = AnswerOf<'get', '/v1/board'>;

export interface BoardState {
  readonly board: Board | null;
  /** When the figures were last known to be true: the last sign of life of the line. */
  readonly trueAt: Date | null;
  readonly isLost: boolean;
  /** The status of a refusal, where the service answered and did not want to. */
  readonly refused: number | null;
  /** When the line came back after it had been lost. */
  readonly restoredAt: Date | null;
}

const EMPTY: BoardState = { board: null, trueAt: null, isLost: false, refused: null, restoredAt: null };

/** The board of a market, live: one stream for all windows of a browser that show it. */
export class BoardFeed {
  readonly store = new Store<BoardState>(EMPTY);
  private readonly stream: SharedStream;

  constructor(market: string) {
    this.stream = new SharedStream(
      `loomgate.board.${market}`,
      `/v1/board/stream?market=${encodeURIComponent(market)}`,
      {
        onEvent: (data) => this.changed({ board: JSON.parse(data) as Board }),
        onAlive: () => this.store.get().board !== null && this.changed({}),
        onLost: (status) => this.store.set({ ...this.store.get(), isLost: true, refused: status }),
      },
      { repeatsLast: true },
    );
  }

  close(): void {
    this.stream.close();
  }

  private changed(change: Partial<BoardState>): void {
    const state = this.store.get();
    const now = new Date();
    this.store.set({ ...state, ...change, trueAt: now, refused: null, ...restored(state, now) });
  }
}

const restored = (state: BoardState, now: Date): Pick<BoardState, 'isLost' | 'restoredAt'> => ({
  isLost: false,
  restoredAt: state.isLost && state.board !== null ? now : state.restoredAt,
});

const NONE = new Store<BoardState>(EMPTY);

export function useBoard(market: string | undefined): BoardState {
  const [feed, setFeed] = useState<BoardFeed | null>(null);
  useEffect(() => {
    if (market === undefined) return;
    const opened = new BoardFeed(market);
    setFeed(opened);
    return () => {
      opened.close();
      setFeed(null);
    };
  }, [market]);
  return useStore(feed?.store ?? NONE);
}
