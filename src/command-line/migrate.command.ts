import { openInfrastructure } from '../infrastructure.js';
import { readConfig } from '../platform/config/config.js';
import { refuseArguments, type StandaloneCommand } from './command.js';

export const migrateCommand: StandaloneCommand = {
  name: 'migrate',
  usage: 'migrate',
  about:
    'Brings the schema up to date by the login of MIGRATION_DATABASE_URL, and lets the one of DATABASE_URL use it.',
  options: {},
  async runAlone(input) {
    refuseArguments(input, 'migrate');
    const infrastructure = await openInfrastructure(readConfig(), () => undefined, { join: true });
    await infrastructure.queue.close();
    await infrastructure.close();
    console.log('The schema is up to date.');
  },
};
