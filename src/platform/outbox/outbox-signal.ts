import { EventEmitter } from 'node:events';

/** Wakes the relay of this process right after a commit that wrote messages. A lost signal costs one polling interval, nothing else. */
class OutboxSignal {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  notify(): void {
    this.emitter.emit('messages');
  }

  onNotify(listener: () => void): () => void {
    this.emitter.on('messages', listener);
    return () => void this.emitter.off('messages', listener);
  }
}

export const outboxSignal = new OutboxSignal();
