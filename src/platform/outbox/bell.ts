import { EventEmitter } from 'node:events';

/** Wakes the relay of this process right after a commit. Losing a ring costs one polling interval, nothing else. */
class Bell {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  ring(): void {
    this.emitter.emit('ring');
  }

  onRing(listener: () => void): () => void {
    this.emitter.on('ring', listener);
    return () => void this.emitter.off('ring', listener);
  }
}

export const bell = new Bell();
