import { TrialClock } from '../platform/clock/trial-clock.js';
import { Periods } from '../periods/periods.service.js';
import { Clock, MovableClock } from '../vocabulary/clock.js';
import { isInstant } from '../vocabulary/period.js';
import { type Command, optional, refuseArguments, TEXT, UsageError } from './command.js';

export const clockCommand: Command = {
  name: 'clock',
  usage: 'clock [--now INSTANT]',
  about: 'Prints the clock, or moves it for every process of the trial (TRIAL_CLOCK=1; never in production).',
  options: { now: TEXT },
  async run(input, service) {
    refuseArguments(input, 'clock');
    const trial = service.get(TrialClock);
    const clock = service.get(Clock);
    await trial.adopt();
    const now = optional(input, 'now');
    if (now !== undefined && !isInstant(now))
      throw new UsageError(`--now ${now} is no instant, such as 2026-11-18T10:00:00+08:00.`);
    if (now !== undefined) await trial.moveTo(now);
    const due = now === undefined ? [] : await service.get(Periods).reconcile();
    const movable = clock instanceof MovableClock;
    console.log(JSON.stringify({ now: clock.now().toISOString(), today: clock.today(), movable, due }, null, 2));
  },
};
