/**
 * `__Host-` binds the cookie to this very host and to the root path: no neighbour under the same domain can set another. Browsers take
 * it from http://127.0.0.1 and http://localhost too, which they trust.
 */
export const SESSION_COOKIE = '__Host-loomgate';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The token of a session in a Cookie header. A header with two of them is somebody else's work: neither counts. */
export function tokenFrom(header: string | undefined): string | null {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && TOKEN.test(value) ? value : null;
}

export const sessionCookie = (token: string): string => `${SESSION_COOKIE}=${token}; ${ATTRIBUTES}`;
export const NO_SESSION_COOKIE = `${SESSION_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;
