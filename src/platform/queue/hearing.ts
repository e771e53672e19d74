import { Injectable, Logger } from '@nestjs/common';
import { lookEveryMs } from '../config/pace.js';
import { Jobs } from './jobs.service.js';
import { warnUnlessOutage } from './outage.js';

/** With a look every 10 s: at most 80 s after the last answer. */
const DEAF_AFTER_LOOKS = 7;

/**
 * Notices a worker that is alive and takes no jobs any more, as queues' clients have been seen to after a lost connection. Every
 * worker asks the queue for its next job every few seconds, whether there is one or not: one with free hands that got no answer
 * from one look to the next, seven times in a row, is deaf, whatever other workers hear. Looks are counted and not seconds, so
 * that a process that was suspended is not taken for one that hears nothing. A queue that takes no word either is another matter:
 * then nobody can hear, and waiting is right.
 */
@Injectable()
export class Hearing {
  private readonly log = new Logger('hearing');
  private timer: NodeJS.Timeout | null = null;
  private answers = 0;
  private silent = 0;
  private isKnocking = false;
  private onDeaf: () => void = () => undefined;

  constructor(private readonly jobs: Jobs) {}

  /** What happens to a deaf process; main ends it with an error, and whoever supervises it starts another. */
  whenDeaf(act: () => void): void {
    this.onDeaf = act;
  }

  start(everyMs = lookEveryMs()): void {
    this.silent = 0;
    this.timer = setInterval(() => void this.look(), everyMs);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const hearing = this.jobs.hearing;
    const isAnswered = hearing === null || hearing.full || hearing.answers !== this.answers;
    this.answers = hearing?.answers ?? 0;
    this.silent = isAnswered || this.isKnocking ? 0 : this.silent + 1;
    if (this.silent >= DEAF_AFTER_LOOKS) {
      this.stop();
      this.onDeaf();
    } else if (!this.isKnocking) await this.knock();
  }

  /** A word that wakes whoever waits for a job; not waited for twice. */
  private async knock(): Promise<void> {
    this.isKnocking = true;
    try {
      await this.jobs.knock();
    } catch (error) {
      this.silent = 0;
      warnUnlessOutage(this.log, 'queue does not answer', error);
    }
    this.isKnocking = false;
  }
}
