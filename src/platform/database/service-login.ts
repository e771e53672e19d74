import { Client } from 'pg';
import { parse } from 'pg-connection-string';
import { ConfigurationError } from '../config/config.js';
import { DATABASE_ROLE } from './actor.js';
import { POOL_ROLE } from './data-source.js';

/** Role of the connections of a queue on PostgreSQL: it may use the tables of the queue and nothing else. */
export const QUEUE_ROLE = 'loomgate_queue';

/** The roles that the login of the service may become, and no other. */
export const SERVICE_ROLES: readonly string[] = [
  ...new Set([POOL_ROLE, QUEUE_ROLE, ...Object.values(DATABASE_ROLE)]),
].sort();

/** The schema of BullMQ's tables. */
const QUEUE_SCHEMA = 'bullmq';

/**
 * Lets the login of the service become the roles of the service; makes the login where there is none. It owns nothing, so that a
 * statement that leaves its role (`SET ROLE NONE`) has no right at all. Twice, or at once, changes nothing.
 */
export async function admitServiceLogin(ownerUrl: string, serviceUrl: string): Promise<void> {
  const { user, password } = parse(serviceUrl);
  if (!user) return;
  await asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ exists: boolean }>(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists',
      [user],
    );
    const login = owner.escapeIdentifier(user);
    if (!rows[0]?.exists) await makeLogin(owner, login, password);
    const missing = await owner.query<{ role: string }>(
      `SELECT role FROM unnest($1::text[]) AS role WHERE NOT pg_has_role($2::name, role::name, 'MEMBER')`,
      [SERVICE_ROLES, user],
    );
    if (missing.rows.length === 0) return;
    const roles = missing.rows.map(({ role }) => role).join(', ');
    await owner.query(`GRANT ${roles} TO ${login}`).catch((error: unknown) => {
      throw new ConfigurationError(
        `MIGRATION_DATABASE_URL may not admit the login of DATABASE_URL (${(error as Error).message}): as a superuser run GRANT ${roles} TO ${login}.`,
      );
    });
  });
}

async function makeLogin(owner: Client, login: string, password: string | undefined): Promise<void> {
  const rights = 'LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  const secret = password ? ` PASSWORD ${owner.escapeLiteral(password)}` : '';
  // Another process may make it at this moment: roles belong to the whole server.
  const made = `DO $make$ BEGIN CREATE ROLE ${login} ${rights}${secret};
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $make$`;
  await owner.query(made).catch((error: unknown) => {
    // The text of the error would show the statement, which holds the password.
    const { code = '' } = error as { code?: string };
    throw new ConfigurationError(
      `MIGRATION_DATABASE_URL may not make the login ${login} of DATABASE_URL (SQLSTATE ${code}): make it as a superuser, with LOGIN NOINHERIT and a password.`,
    );
  });
}

/** The tables of the queue belong to the owner, who makes them; the role of the queue may use them. */
export async function grantQueueTables(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ missing: boolean }>(QUEUE_RIGHTS_MISSING, [QUEUE_ROLE, QUEUE_SCHEMA]);
    if (!rows[0]?.missing) return;
    await owner.query(
      `GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE};
       GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE};
       GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${QUEUE_ROLE}`,
    );
  });
}

const QUEUE_RIGHTS_MISSING = `
  SELECT NOT has_schema_privilege($1, $2, 'USAGE') OR EXISTS (
    SELECT FROM pg_class c WHERE c.relnamespace = $2::regnamespace AND (
      (c.relkind IN ('r', 'p') AND NOT (has_table_privilege($1, c.oid, 'SELECT') AND has_table_privilege($1, c.oid, 'INSERT')
        AND has_table_privilege($1, c.oid, 'UPDATE') AND has_table_privilege($1, c.oid, 'DELETE')))
      OR (c.relkind = 'S' AND NOT has_sequence_privilege($1, c.oid, 'USAGE')))) AS missing`;

async function asOwner<T>(url: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
