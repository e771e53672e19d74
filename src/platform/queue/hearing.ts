import { Injectable, Logger } from '@nestjs/common';
import { Jobs } from './jobs.service.js';

const KNOCK_EVERY_MS = 20_000;
const DEAF_AFTER_MS = 80_000;

/**
 * Notices a worker that is alive and takes no jobs any more, as queues' clients have been seen to after a lost connection: every
 * 20 s it puts a word into the queue, and where for 80 s jobs have been waiting, this process was idle and took none of them, it
 * is deaf. A queue that does not answer is another matter: then nobody can hear, and waiting is right. Beside a second worker that
 * hears well, a deaf one is only noticed once more comes in than that one can do.
 */
@Injectable()
export class Hearing {
  private readonly log = new Logger('hearing');
  private timer: NodeJS.Timeout | null = null;
  private last = { taken: -1, at: 0 };
  private onDeaf: () => void = () => undefined;

  constructor(private readonly jobs: Jobs) {}

  /** What happens to a deaf process; main ends it with an error, and whoever supervises it starts another. */
  whenDeaf(act: () => void): void {
    this.onDeaf = act;
  }

  start(everyMs = KNOCK_EVERY_MS, deafAfterMs = DEAF_AFTER_MS): void {
    this.timer = setInterval(() => void this.listen(deafAfterMs), everyMs);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async listen(deafAfterMs: number): Promise<void> {
    const now = performance.now();
    const hearing = this.jobs.hearing;
    try {
      const { waiting } = await this.jobs.counts();
      const isBusy = hearing === null || hearing.active > 0;
      if (isBusy || waiting === 0 || hearing.taken !== this.last.taken)
        this.last = { taken: hearing?.taken ?? -1, at: now };
      else if (now - this.last.at >= deafAfterMs) {
        this.log.error(
          `${waiting} jobs wait, and this worker has taken none for ${Math.round((now - this.last.at) / 1_000)} s`,
        );
        return this.onDeaf();
      }
      await this.jobs.knock();
    } catch (error) {
      this.last = { ...this.last, at: now };
      this.log.warn(`queue does not answer: ${(error as Error).message}`);
    }
  }
}
