import { KEY_ROLES } from '../access/domain/key-rules.js';
import { SCOPES, type Scope } from '../access/domain/scopes.js';
import { KeyRegister } from '../access/key-register.service.js';
import type { CreateKey, KeyAnswer, KeyQuery } from '../access/keys.dto.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { isId } from '../vocabulary/id.js';
import { isInstant } from '../vocabulary/period.js';
import { type Command, type Input, needed, optional, optionalId, TEXT, UsageError } from './command.js';

type Service = Parameters<Command['run']>[1];

export const keysCommand: Command = {
  name: 'keys',
  usage:
    `keys create --role ${KEY_ROLES.join('|')} [--organisation ID] [--name N] [--scopes ${SCOPES.join(',')}] [--expires INSTANT] | ` +
    'keys list [--role R] [--organisation ID] | keys revoke ID',
  about:
    'Makes an API key and prints it once; lists keys without their texts; ends one, with every key that it has made.',
  options: { role: TEXT, organisation: TEXT, name: TEXT, scopes: TEXT, expires: TEXT },
  async run(input, service) {
    const [form, id, ...more] = input.positionals;
    if (form === 'create' && id === undefined) return console.log(await create(input, service));
    if (form === 'list' && id === undefined) return list(input, service);
    if (form === 'revoke' && id !== undefined && more.length === 0) return revoke(id, service);
    throw new UsageError('keys create, keys list and keys revoke ID are the forms.');
  },
};

function create(input: Input, service: Service): Promise<string> {
  const role = roleOf(needed(input, 'role'));
  const [organisation, name, expires] = [
    optionalId(input, 'organisation'),
    optional(input, 'name') ?? `${role} (command line)`,
    optional(input, 'expires'),
  ];
  if (organisation === undefined && ['broker', 'officer', 'channel'].includes(role)) {
    throw new UsageError(`A key of role ${role} belongs to an organisation: --organisation ID is needed.`);
  }
  if (expires !== undefined && !isInstant(expires)) {
    throw new UsageError(`--expires ${expires} is no instant, such as 2026-11-18T10:00:00+08:00.`);
  }
  const scopes = scopesOf(optional(input, 'scopes'));
  const wanted: CreateKey = {
    ...{ role, name },
    ...(organisation === undefined ? {} : { organisation }),
    ...(expires === undefined ? {} : { expiresAt: expires }),
    ...(scopes === undefined ? {} : { scopes }),
  };
  return inTransaction(service, async (register, tx) => (await register.issue(tx, wanted)).key);
}

async function list(input: Input, service: Service): Promise<void> {
  const role = optional(input, 'role');
  const organisation = optionalId(input, 'organisation');
  const asked: KeyQuery = {
    limit: '500',
    ...(role === undefined ? {} : { role: roleOf(role) }),
    ...(organisation === undefined ? {} : { organisation }),
  };
  console.log(['id', 'role', 'name', 'organisation', 'scopes', 'expires', 'last used', 'revoked'].join('\t'));
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: KeyQuery = cursor === '' ? asked : { ...asked, cursor };
    const page = await inTransaction(service, (register, tx) => register.page(tx, query));
    for (const key of page.items) console.log(lineOf(key));
    cursor = page.nextCursor;
  }
}

async function revoke(id: string, service: Service): Promise<void> {
  if (!isId(id)) throw new UsageError(`${id} is no id of a key.`);
  await inTransaction(service, (register, tx) => register.revoke(tx, id));
  console.log(`${id} is revoked, with every key that it has made.`);
}

function inTransaction<R>(
  service: Service,
  work: (register: KeyRegister, tx: Parameters<KeyRegister['revoke']>[0]) => Promise<R>,
): Promise<R> {
  return service.get(Database).transaction(SYSTEM, (tx) => work(service.get(KeyRegister), tx));
}

const lineOf = ({ id, role, name, organisationName, scopes, expiresAt, lastUsedAt, revokedAt }: KeyAnswer): string =>
  [id, role, name, organisationName, scopes.join(','), expiresAt, lastUsedAt, revokedAt]
    .map((cell) => (cell ?? '-').replace(/\s+/g, ' '))
    .join('\t');

function roleOf(text: string) {
  const role = KEY_ROLES.find((known) => known === text);
  if (!role) throw new UsageError(`--role must be one of ${KEY_ROLES.join(', ')}.`);
  return role;
}

function scopesOf(text: string | undefined): Scope[] | undefined {
  const scopes = text?.split(',').map((name) => SCOPES.find((scope) => scope === name.trim()));
  if (scopes?.includes(undefined)) throw new UsageError(`--scopes may hold ${SCOPES.join(', ')}.`);
  return scopes as Scope[] | undefined;
}
