import { LOGIN, PERSON_ROLES, type PersonRole } from '../access/domain/person-rules.js';
import { PeopleRegister } from '../access/people/people-register.service.js';
import { SYSTEM } from '../platform/database/actor.js';
import { normaliseText } from '../vocabulary/text.js';
import { type Command, type Input, needed, optionalId, TEXT, UsageError } from './command.js';

type Service = Parameters<Command['run']>[1];

export const peopleCommand: Command = {
  name: 'people',
  usage:
    'people create --login L --name N --roles R[,R] [--organisation ID] [--firm-administrator] | people password --login L',
  about: 'Makes a person, or gives one another password, and prints the temporary password once.',
  options: {
    ...{ login: TEXT, name: TEXT, roles: TEXT, organisation: TEXT },
    'firm-administrator': { type: 'boolean' },
  },
  async run(input, service) {
    const [form, ...more] = input.positionals;
    if (more.length > 0 || (form !== 'create' && form !== 'password')) {
      throw new UsageError('people create and people password are the two forms.');
    }
    console.log(form === 'create' ? await create(input, service) : await reset(input, service));
  },
};

async function create(input: Input, service: Service): Promise<string | null> {
  const organisation = optionalId(input, 'organisation');
  const login = normaliseText(needed(input, 'login'));
  if (!LOGIN.test(login)) throw new UsageError(`--login ${login} is no login: letters, digits and . _ @ + - are.`);
  const wanted = {
    ...{ login, name: normaliseText(needed(input, 'name')), roles: rolesOf(needed(input, 'roles')) },
    ...(organisation === undefined ? {} : { organisation }),
    firmAdministrator: input.values['firm-administrator'] === true,
  };
  const { temporaryPassword } = await service.get(PeopleRegister).create(SYSTEM, wanted);
  return temporaryPassword;
}

async function reset(input: Input, service: Service): Promise<string | null> {
  const login = needed(input, 'login');
  const person = await service.get(PeopleRegister).byLogin(SYSTEM, login);
  if (!person) throw new UsageError(`Nobody has the login ${login}.`);
  const { temporaryPassword } = await service.get(PeopleRegister).resetPassword(SYSTEM, person.id);
  return temporaryPassword;
}

function rolesOf(text: string): PersonRole[] {
  const names = text.split(',').map((name) => name.trim());
  const roles = names.map((name) => PERSON_ROLES.find((role) => role === name));
  if (roles.includes(undefined)) throw new UsageError(`--roles may hold ${PERSON_ROLES.join(', ')}.`);
  return [...new Set(roles as PersonRole[])];
}
