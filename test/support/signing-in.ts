import supertest from 'supertest';
import { csrfTokenOf, Sessions } from '../../src/access/sessions/sessions.service.js';
import type { PersonRole } from '../../src/access/domain/person-rules.js';
import { People } from '../../src/access/people/people.service.js';
import { Passwords } from '../../src/platform/passwords/passwords.service.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import type { Office } from './office.js';

export const PASSWORD = 'seven lanterns, one canal';

interface Wanted {
  readonly login: string;
  readonly name?: string;
  readonly roles?: readonly PersonRole[];
  readonly organisation?: string;
  readonly firmAdministrator?: boolean;
}

/** A person with {@link PASSWORD}. */
export async function person(office: Office, { login, name = login, roles = ['broker'], ...rest }: Wanted) {
  const password = { hash: await office.get(Passwords).hash(PASSWORD), temporaryUntil: null };
  return office.database.transaction(SYSTEM, (tx) =>
    office.get(People).create(tx, { login, name, roles: [...roles], ...rest }, password),
  );
}

/** What a browser of this person sends, without the work of a password. */
export async function signedIn(office: Office, personId: string) {
  const origin = { address: null, userAgent: null };
  const { token, id } = await office.database.transaction({ ...SYSTEM, personId }, (tx) =>
    office.get(Sessions).openForPerson(tx, { personId, by: 'password' }, origin),
  );
  return { sessionId: id, token, ...browserOf(office, token) };
}

export const cookieOf = (token: string) => `__Host-loomgate=${token}`;

/** A browser with the cookie, whose page sends the token against forgeries. */
export const browserOf = (office: Office, token: string) => ({
  browser: supertest
    .agent(office.app.getHttpServer())
    .set({ Cookie: cookieOf(token), 'X-CSRF-Token': csrfTokenOf(token), 'Accept-Language': 'en' }),
});

/** The token in the cookie that an answer sets. */
export const tokenIn = (answer: { headers: Record<string, unknown> }): string =>
  /^__Host-loomgate=([^;]+);/.exec(String([answer.headers['set-cookie']].flat()[0]))?.[1] ?? '';
