import { openInfrastructure } from '../infrastructure.js';
import { readConfig } from '../platform/config/config.js';
import type { ProductionCheck } from '../platform/config/production.js';
import { productionChecks } from '../production.js';
import type { StandaloneCommand } from './command.js';

export const doctorCommand: StandaloneCommand = {
  name: 'doctor',
  usage: 'doctor',
  about:
    'Says what would stop the start in production; ends with 1 when something would. It changes nothing in DATABASE_URL.',
  options: {},
  async runAlone() {
    const checks = await checksHere();
    for (const { name, breach } of checks) console.log(breach === null ? `ok    ${name}` : `WRONG ${name}: ${breach}`);
    if (checks.some(({ breach }) => breach !== null)) process.exitCode = 1;
  },
};

async function checksHere(): Promise<ProductionCheck[]> {
  const config = readConfig();
  if (config.databaseUrl !== null) return productionChecks(config, config.databaseUrl);
  const infrastructure = await openInfrastructure({ ...config, production: false }, () => undefined, { join: true });
  try {
    return await productionChecks(config, infrastructure.databaseUrl);
  } finally {
    await infrastructure.queue.close();
    await infrastructure.close();
  }
}
