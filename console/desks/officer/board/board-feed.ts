import { useEffect, useState } from 'react';
import { followEvents } from '../../../api/event-stream';
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

type Message =
  | { readonly kind: 'hello' }
  | { readonly kind: 'board'; readonly data: string }
  | { readonly kind: 'alive' }
  | { readonly kind: 'lost'; readonly status: number | null };

const EMPTY: BoardState = { board: null, trueAt: null, isLost: false, refused: null, restoredAt: null };

/**
 * The board of a market, live. Of all windows of a browser one holds the connection and passes on what comes; when it is closed the
 * next one takes over. So a browser costs the service one stream, however many windows show the board.
 */
export class BoardFeed {
  readonly store = new Store<BoardState>(EMPTY);
  private readonly channel: BroadcastChannel;
  private readonly ended = new AbortController();
  private isLeader = false;
  private last = '';

  constructor(private readonly market: string) {
    const name = `loomgate.board.${market}`;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.received(data);
    this.channel.postMessage({ kind: 'hello' } satisfies Message);
    navigator.locks.request(name, { signal: this.ended.signal }, () => this.lead()).catch(() => undefined);
  }

  close(): void {
    this.ended.abort();
    this.channel.close();
  }

  private async lead(): Promise<void> {
    this.isLeader = true;
    const handlers = {
      onEvent: (data: string) => this.send({ kind: 'board', data }),
      onAlive: () => this.send({ kind: 'alive' }),
      onLost: (status: number | null) => this.send({ kind: 'lost', status }),
    };
    await followEvents(`/v1/board/stream?market=${encodeURIComponent(this.market)}`, handlers, this.ended.signal);
  }

  private send(message: Message): void {
    if (this.ended.signal.aborted) return;
    this.apply(message);
    this.channel.postMessage(message);
  }

  private received(message: Message): void {
    if (message.kind !== 'hello') this.apply(message);
    else if (this.isLeader && this.last !== '')
      this.channel.postMessage({ kind: 'board', data: this.last } satisfies Message);
  }

  private apply(message: Message): void {
    const state = this.store.get();
    const now = new Date();
    switch (message.kind) {
      case 'board': {
        this.last = message.data;
        const board = JSON.parse(message.data) as Board;
        return this.store.set({ ...state, board, trueAt: now, refused: null, ...restored(state, now) });
      }
      case 'alive':
        if (state.board === null) return;
        return this.store.set({ ...state, trueAt: now, refused: null, ...restored(state, now) });
      case 'lost':
        return this.store.set({ ...state, isLost: true, refused: message.status });
      case 'hello':
        return;
    }
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
