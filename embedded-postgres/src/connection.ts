import { createHmac } from 'node:crypto';

/** How to reach the embedded server: a socket directory as `host`, or the loopback address and a password (Windows). */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

/** Role and database that every embedded cluster has. */
export const OWNER = 'loomgate';

/**
 * The same as a libpq URL: `postgres://loomgate@/loomgate?host=/dir&port=5432`. libpq, `pg` and TypeORM's `url` all take it.
 * The port is spelled out because `pg` would otherwise take it from a stray PGPORT.
 */
export function urlOf(connection: Connection): string {
  const password = connection.password === undefined ? '' : `:${encodeURIComponent(connection.password)}`;
  const host = encodeURIComponent(connection.host).replaceAll('%2F', '/');
  return `postgres://${connection.user}${password}@/${connection.database}?host=${host}&port=${connection.port}`;
}

/** The same for another login. Its password is made from the owner's, which cannot be found from it. */
export function connectionFor(owner: Connection, login: string): Connection {
  if (owner.password === undefined) return { ...owner, user: login };
  return { ...owner, user: login, password: createHmac('sha256', owner.password).update(login).digest('hex') };
}
