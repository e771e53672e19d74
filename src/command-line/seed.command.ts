import { createSecondApplication } from '../application.js';
import { DEMO_PLAN, type DemoPlan } from '../demo/demo-market.service.js';
import { MarketHistory } from '../demo/market-history.service.js';
import type { Infrastructure } from '../platform/platform.module.js';
import { MovableClock } from '../vocabulary/clock.js';
import { addDays, businessDayOf } from '../vocabulary/period.js';
import { loadDemo } from './load-demo.js';
import { type Command, countOf, TEXT, UsageError } from './command.js';

/** The most that is played through the same doors as real data; what is beyond it is written in bulk. */
const PLAYED = { days: 60, containersPerDay: 160 };
/** Of a plan beyond that, what is played: the last two weeks of an ordinary market. */
const PLAYED_OF_LARGE = { days: 14, containersPerDay: DEMO_PLAN.containersPerDay };
const CONTAINERS_MAX = 99_999;
const DAYS_MAX = 3_660;

export const seedCommand: Command = {
  name: 'seed',
  usage: 'seed [--days N] [--containers-per-day N] [--seed N]',
  about:
    'Plays a demo market into an empty database and writes DATA_DIR/demo-keys.json and demo-people.json. Of more than 60 days, or more than ' +
    '160 containers a day, the last 14 days are played and all before them is written in bulk, 20 items a container: ' +
    '--days 379 --containers-per-day 1370 makes 500,000 declarations and 10 million items.',
  options: { days: TEXT, 'containers-per-day': TEXT, seed: TEXT },
  async run(input, service, infrastructure) {
    if (input.positionals.length > 0) throw new UsageError(`seed takes no ${input.positionals[0]}.`);
    const plan = {
      days: countOf(input, 'days', DEMO_PLAN.days),
      containersPerDay: countOf(input, 'containers-per-day', DEMO_PLAN.containersPerDay),
      seed: countOf(input, 'seed', DEMO_PLAN.seed),
    };
    if (plan.containersPerDay > CONTAINERS_MAX)
      throw new UsageError(`--containers-per-day may be ${CONTAINERS_MAX} at most.`);
    if (plan.days > DAYS_MAX) throw new UsageError(`--days may be ${DAYS_MAX} at most.`);
    const isLarge = plan.days > PLAYED.days || plan.containersPerDay > PLAYED.containersPerDay;
    const played = isLarge ? { ...PLAYED_OF_LARGE, seed: plan.seed } : plan;
    const files = await loadDemo(infrastructure, service, console.log, played);
    if (files === null)
      throw new UsageError('The database is not empty: a demo market is only played into an empty one.');
    if (isLarge) await writeHistory(infrastructure, plan);
    console.log(`demo keys: ${files.keys}`);
    console.log(`demo sign-ins: ${files.people}`);
  },
};

/** What the plan has besides the days that were played: all days before them. */
async function writeHistory(infrastructure: Infrastructure, plan: DemoPlan): Promise<void> {
  const days = plan.days - PLAYED_OF_LARGE.days;
  if (days < 1) return;
  const clock = new MovableClock();
  clock.stopAt(infrastructure.clock.now());
  const second = await createSecondApplication(infrastructure, clock);
  try {
    const last = addDays(businessDayOf(infrastructure.clock.now()), -PLAYED_OF_LARGE.days);
    const history = { days, declarationsPerDay: plan.containersPerDay, seed: plan.seed };
    console.log(`正在批量写入此前 ${days} 天 writing the ${days} days before in bulk`);
    await second
      .get(MarketHistory)
      .write(history, last, (day, declarations) => console.log(`  ${day}  ${declarations} 票 declarations`));
  } finally {
    await second.close();
  }
}
