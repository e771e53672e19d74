import 'reflect-metadata';
import { runCommand } from './command-line/run-command.js';

void runCommand(process.argv.slice(2)).then((code) => process.exit(code));
