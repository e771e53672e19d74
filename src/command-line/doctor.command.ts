import { openInfrastructure } from '../infrastructure.js';
import { type Config, readConfig } from '../platform/config/config.js';
import type { ProductionCheck } from '../platform/config/production.js';
import { productionChecks } from '../production.js';
import { refuseArguments, type StandaloneCommand } from './command.js';

export const doctorCommand: StandaloneCommand = {
  name: 'doctor',
  usage: 'doctor',
  about:
    'Says what stops the start in production, where it ends with 1 when something does. It changes nothing in DATABASE_URL.',
  options: {},
  async runAlone(input) {
    refuseArguments(input, 'doctor');
    const config = readConfig();
    const checks = await checksHere(config);
    for (const { name, breach } of checks) console.log(breach === null ? `ok    ${name}` : `WRONG ${name}: ${breach}`);
    if (checks.every(({ breach }) => breach === null)) return;
    if (config.production) process.exitCode = 1;
    else console.log('This would stop the start with NODE_ENV=production; a trial starts all the same.');
  },
};

async function checksHere(config: Config): Promise<ProductionCheck[]> {
  if (config.databaseUrl !== null) return productionChecks(config, config.databaseUrl);
  const infrastructure = await openInfrastructure({ ...config, production: false }, () => undefined, { join: true });
  try {
    return await productionChecks(config, infrastructure.databaseUrl);
  } finally {
    await infrastructure.queue.close();
    await infrastructure.close();
  }
}
