import { ConfigurationError } from '../platform/config/config.js';
import { render } from '../messages/index.js';
import { Refusal } from '../messages/refusals/refusal.js';
import { renderViolation } from '../messages/refusals/violation.js';
import { readInput, UsageError } from './command.js';
import { COMMANDS } from './commands.js';
import { inService } from './in-service.js';

/** Runs a command as it is typed. Its exit code: 0 done, 1 done with findings or failed, 2 a mistake of the person at the keyboard. */
export async function dispatch(args: readonly string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await call(args);
    return Number(process.exitCode);
  } catch (error) {
    const isForUser = error instanceof UsageError || error instanceof ConfigurationError || error instanceof Refusal;
    console.error(isForUser || (error as Error)?.name === 'EmbeddedPostgresError' ? lineOf(error as Error) : error);
    return error instanceof UsageError || error instanceof Refusal ? 2 : 1;
  }
}

async function call(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') return help();
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) throw new UsageError(`There is no command ${name}: ${COMMANDS.map((known) => known.name).join(', ')}.`);
  if (rest.includes('--help')) return console.log(`npm run cli -- ${command.usage}\n${command.about}`);
  const input = readInput(command, rest);
  if ('runAlone' in command) return command.runAlone(input);
  await inService((service, infrastructure) => command.run(input, service, infrastructure));
}

function help(): void {
  console.log(COMMANDS.map((command) => `npm run cli -- ${command.usage}\n    ${command.about}`).join('\n'));
}

/** One line; of a refusal every breach with its place, and what can be done about it. */
function lineOf(error: Error): string {
  if (!(error instanceof Refusal)) return error.message;
  if (error.violations.length === 0) return `${error.message} ${render(error.code, error.params, 'en').remedy}`;
  const rendered = error.violations.map((found) => ({ place: found.pointer, ...renderViolation(found, 'en') }));
  return rendered.map(({ place, message, remedy }) => `${place}: ${message} ${remedy}`).join(' ');
}
