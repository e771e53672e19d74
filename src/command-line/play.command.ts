import { createSecondApplication } from '../application.js';
import { DEMO_PLAN, DemoMarket } from '../demo/demo-market.service.js';
import { DemoMonth } from '../demo/demo-month.service.js';
import { MovableClock } from '../vocabulary/clock.js';
import { isMonth } from '../vocabulary/period.js';
import { type Command, countOf, needed, TEXT, UsageError } from './command.js';

export const playCommand: Command = {
  name: 'play',
  usage: 'play --month YYYY-MM [--containers-per-day N] [--seed N]',
  about:
    'Plays a month of the demo market with all its periods into an empty database; the same month ends in the same SHA-256.',
  options: { month: TEXT, 'containers-per-day': TEXT, seed: TEXT },
  async run(input, service, infrastructure) {
    const month = needed(input, 'month');
    if (!isMonth(month)) throw new UsageError(`--month ${month} is no month, such as 2026-10.`);
    const size = {
      containersPerDay: countOf(input, 'containers-per-day', DEMO_PLAN.containersPerDay),
      seed: countOf(input, 'seed', DEMO_PLAN.seed),
    };
    if (!(await service.get(DemoMarket).isWanted()))
      throw new UsageError('The database is not empty: a month is only played into an empty one.');
    // On a clock of its own: the clock of the trial stays where it is.
    const second = await createSecondApplication(infrastructure, new MovableClock());
    await second.init();
    try {
      const played = await second
        .get(DemoMonth)
        .play(month, size, (day, count) => console.log(`${day}  ${count} declarations`));
      for (const { kind, period, state, sha256 } of played.periods)
        console.log(`${kind}  ${period}  ${state}  ${sha256}`);
      console.log(`${month}: ${played.declarations} declarations, ${played.periods.length} periods, ${played.sha256}`);
    } finally {
      await second.close();
    }
  },
};
