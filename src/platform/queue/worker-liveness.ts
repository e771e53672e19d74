import { Inject, Injectable, Logger } from '@nestjs/common';
import { Jobs } from './jobs.service.js';
import { warnUnlessOutage } from './outage.js';
import { WORKER_TIMING, type WorkerTiming } from './worker-timing.js';

/** With a check every 10 s: at most 80 s after the last answer. */
const STALLED_AFTER_CHECKS = 7;

/**
 * Notices a worker that is alive and receives no jobs any more, as clients of queues have been seen to after a lost connection. A
 * worker fetches its next job every few seconds, whether there is one or not. One that is not busy and got no answer from one
 * check to the next, seven times in a row, has stalled, whatever other workers receive. Checks are counted and not seconds, so that
 * a process that was suspended is not taken for a stalled one. While the queue refuses the ping as well it is the queue that is
 * away: then waiting is right.
 */
@Injectable()
export class WorkerLiveness {
  private readonly log = new Logger('worker');
  private timer: NodeJS.Timeout | null = null;
  private answers = 0;
  private silentChecks = 0;
  private isPinging = false;
  private stalledListener: () => void = () => undefined;

  constructor(
    private readonly jobs: Jobs,
    @Inject(WORKER_TIMING) private readonly timing: WorkerTiming,
  ) {}

  /** What happens to a stalled worker: main ends the process with an error, and its supervisor starts another. */
  onStalled(listener: () => void): void {
    this.stalledListener = listener;
  }

  start(everyMs = this.timing.checkEveryMs): void {
    this.silentChecks = 0;
    this.timer = setInterval(() => void this.check(), everyMs);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private async check(): Promise<void> {
    const activity = this.jobs.workerActivity;
    const isAnswered = activity === null || activity.isBusy || activity.answers !== this.answers;
    this.answers = activity?.answers ?? 0;
    this.silentChecks = isAnswered || this.isPinging ? 0 : this.silentChecks + 1;
    if (this.silentChecks >= STALLED_AFTER_CHECKS) {
      this.stop();
      this.stalledListener();
    } else if (!this.isPinging) await this.ping();
  }

  /** A job that does nothing wakes a worker that waits for one. There is one ping at a time: a queue that is away may never answer it. */
  private async ping(): Promise<void> {
    this.isPinging = true;
    try {
      await this.jobs.ping();
    } catch (error) {
      this.silentChecks = 0;
      warnUnlessOutage(this.log, 'queue does not answer', error);
    }
    this.isPinging = false;
  }
}
