import { DEMO_PLAN } from '../demo/demo-market.service.js';
import { loadDemo } from './load-demo.js';
import { type Command, countOf, TEXT, UsageError } from './command.js';

export const seedCommand: Command = {
  name: 'seed',
  usage: 'seed [--days N] [--containers-per-day N] [--seed N]',
  about: 'Plays a demo market into an empty database and writes DATA_DIR/demo-keys.json and demo-people.json.',
  options: { days: TEXT, 'containers-per-day': TEXT, seed: TEXT },
  async run(input, service, infrastructure) {
    const plan = {
      days: countOf(input, 'days', DEMO_PLAN.days),
      containersPerDay: countOf(input, 'containers-per-day', DEMO_PLAN.containersPerDay),
      seed: countOf(input, 'seed', DEMO_PLAN.seed),
    };
    const files = await loadDemo(infrastructure, service, console.log, plan);
    if (files === null)
      throw new UsageError('The database is not empty: a demo market is only played into an empty one.');
    console.log(`demo keys: ${files.keys}`);
    console.log(`demo sign-ins: ${files.people}`);
  },
};
