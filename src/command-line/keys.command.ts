import { KEY_ROLES } from '../access/domain/key-rules.js';
import { Keys } from '../access/keys.service.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { Clock } from '../vocabulary/clock.js';
import { addDays, startOfDay } from '../vocabulary/period.js';
import { type Command, needed, optional, TEXT, UsageError } from './command.js';

const VALID_DAYS = 365;

export const keysCommand: Command = {
  name: 'keys',
  usage: 'keys create --role R [--organisation ID] [--name N]',
  about: 'Makes an API key and prints it once.',
  options: { role: TEXT, organisation: TEXT, name: TEXT },
  async run(input, service) {
    if (input.positionals[0] !== 'create') throw new UsageError('keys create is the only form.');
    const role = KEY_ROLES.find((known) => known === needed(input, 'role'));
    if (!role) throw new UsageError(`--role must be one of ${KEY_ROLES.join(', ')}.`);
    const organisationId = optional(input, 'organisation') ?? null;
    if (organisationId === null && ['broker', 'officer', 'channel'].includes(role)) {
      throw new UsageError(`A ${role} belongs to an organisation: --organisation ID is needed.`);
    }
    const expiresAt = startOfDay(addDays(service.get(Clock).today(), VALID_DAYS));
    const name = optional(input, 'name') ?? `${role} (command line)`;
    const made = await service
      .get(Database)
      .transaction(SYSTEM, (tx) => service.get(Keys).create(tx, { name, role, organisationId, expiresAt }));
    console.log(made.key);
  },
};
