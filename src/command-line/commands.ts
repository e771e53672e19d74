import { auditCommand } from './audit.command.js';
import { clockCommand } from './clock.command.js';
import type { Command, StandaloneCommand } from './command.js';
import { doctorCommand } from './doctor.command.js';
import { importCommand } from './import.command.js';
import { keysCommand } from './keys.command.js';
import { peopleCommand } from './people.command.js';
import { migrateCommand } from './migrate.command.js';
import { playCommand } from './play.command.js';
import { rebuildCommand } from './rebuild.command.js';
import { reportCommand } from './report.command.js';
import { runCommand } from './run.command.js';
import { seedCommand } from './seed.command.js';

export const COMMANDS: readonly (Command | StandaloneCommand)[] = [
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
  auditCommand,
  doctorCommand,
];
