import { Store } from './store';

export interface ConnectionState {
  readonly isLost: boolean;
  /** When the service answered last; null before the first answer. */
  readonly answeredAt: Date | null;
  /** Until when the next attempt waits, because the service is busy. */
  readonly waitingUntil: Date | null;
}

/** Whether the service answers, and since when not. */
class Connection {
  readonly store = new Store<ConnectionState>({ isLost: false, answeredAt: null, waitingUntil: null });

  answered(): void {
    this.store.set({ isLost: false, answeredAt: new Date(), waitingUntil: null });
  }

  lost(): void {
    const state = this.store.get();
    if (!state.isLost) this.store.set({ ...state, isLost: true });
  }

  /** The time a busy service asks for. */
  async waited(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    this.store.set({ ...this.store.get(), waitingUntil: new Date(Date.now() + seconds * 1000) });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, seconds * 1000);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    }).finally(() => this.store.set({ ...this.store.get(), waitingUntil: null }));
  }
}

export const connection = new Connection();
