/**
 * People with nothing on their desks: a broker of a firm that has filed nothing, and an officer of another office, whose market has no
 * declarations. They are made beside the demo's own people, so that empty pages need no service of their own.
 */
import { randomBytes } from 'node:crypto';

const OFFICE = '2921';
const MARKET = 'YW-ICC';

/** Calls of somebody who is signed in by password, as a browser makes them. */
async function signedIn(url, { login, password }) {
  const opened = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  if (!opened.ok) throw new Error(`Signing in as ${login}: ${opened.status} ${await opened.text()}`);
  const { csrfToken } = await opened.json();
  const cookie = opened.headers.getSetCookie().map((one) => one.split(';')[0]);
  const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken, Cookie: cookie.join('; ') };
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(method === 'PUT' ? { 'If-Match': '*' } : {}) },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? null : JSON.parse(text);
  };
}

async function person(url, admin, { name, role, organisation, firmAdministrator = false }) {
  const login = `new-${role}-${randomBytes(3).toString('hex')}`;
  const made = { name, login, roles: [role], organisation: organisation.id, firmAdministrator };
  const { temporaryPassword } = await admin('POST', '/v1/people', made);
  const password = randomBytes(12).toString('hex');
  const own = await signedIn(url, { login, password: temporaryPassword });
  await own('PUT', '/v1/me/password', { currentPassword: temporaryPassword, newPassword: password });
  return { login, password };
}

/** In the place of the demo's broker and officer. */
export async function newcomers(url, { admin: administrator }) {
  const admin = await signedIn(url, administrator);
  const firm = await admin('POST', '/v1/organisations', { kind: 'broker', name: '义乌新设报关有限公司' });
  const office = await admin('POST', '/v1/organisations', { kind: 'customs', name: '义乌海关', customsOffice: OFFICE });
  const brokerA = await person(url, admin, {
    name: '周新',
    role: 'broker',
    organisation: firm,
    firmAdministrator: true,
  });
  const officer = await person(url, admin, { name: '钱海', role: 'officer', organisation: office });
  const own = await signedIn(url, officer);
  await own('PUT', '/v1/me/preferences', { market: MARKET });
  return { brokerA, officer };
}
