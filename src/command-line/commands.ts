import { clockCommand } from './clock.command.js';
import type { Command } from './command.js';
import { importCommand } from './import.command.js';
import { keysCommand } from './keys.command.js';
import { peopleCommand } from './people.command.js';
import { playCommand } from './play.command.js';
import { rebuildCommand } from './rebuild.command.js';
import { reportCommand } from './report.command.js';
import { runCommand } from './run.command.js';
import { seedCommand } from './seed.command.js';

const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  about: 'Brings the schema up to date; every command does so first.',
  options: {},
  run: async () => console.log('The schema is up to date.'),
};

export const COMMANDS: readonly Command[] = [
  migrateCommand,
  seedCommand,
  importCommand,
  runCommand,
  rebuildCommand,
  reportCommand,
  keysCommand,
  peopleCommand,
  clockCommand,
  playCommand,
];
