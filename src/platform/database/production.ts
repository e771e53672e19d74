import type { Client } from 'pg';
import type { ProductionCheck } from '../config/production.js';
import { SERVICE_ROLES } from './service-login.js';

/** What must hold of the server, the schema and the login of the service. The client is connected by that login, and changes nothing. */
export async function databaseChecks(client: Client): Promise<ProductionCheck[]> {
  return [
    { name: 'the login of the service is an ordinary one', breach: await attributesOf(client) },
    { name: 'the login of the service owns nothing', breach: await ownedBy(client) },
    { name: 'the login of the service may only become its roles', breach: await otherRolesOf(client) },
    { name: 'row-level security is forced on every table', breach: await unprotectedTables(client) },
    { name: 'what is committed is on the disk', breach: await unsafeSettings(client) },
  ];
}

const textOf = async (client: Client, sql: string, params: unknown[] = []): Promise<string | null> =>
  (await client.query<{ found: string | null }>(sql, params)).rows[0]?.found ?? null;

/** The login and every role that it may become, however many steps away. */
const REACHED = `SELECT oid, rolname FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')`;

async function attributesOf(client: Client): Promise<string | null> {
  const found = await textOf(
    client,
    `SELECT string_agg(rolname || ' (' || rights || ')', ', ' ORDER BY rolname) AS found FROM (
       SELECT rolname, concat_ws(', ', CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
         CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolreplication THEN 'REPLICATION' END) AS rights
       FROM pg_roles r WHERE r.rolname = session_user
         OR (r.rolname = ANY ($1) AND pg_has_role(session_user, r.oid, 'MEMBER'))) AS r
     WHERE rights <> ''`,
    [SERVICE_ROLES],
  );
  return found && `The login of DATABASE_URL has rights past row-level security: ${found}. ${MAKE_ANOTHER}`;
}

const MAKE_ANOTHER = 'Make one with LOGIN NOINHERIT and nothing else.';

/** Of its roles one owns functions that cross row-level security; a table of theirs would have no forced policy against them. */
async function ownedBy(client: Client): Promise<string | null> {
  const found = await textOf(
    client,
    `SELECT string_agg(rolname || ' (' || n || ')', ', ' ORDER BY rolname) AS found FROM (
       SELECT r.rolname, count(*) AS n FROM pg_shdepend d JOIN (${REACHED}) AS r ON r.oid = d.refobjid
       WHERE d.refclassid = 'pg_authid'::regclass AND d.deptype = 'o'
         AND (r.rolname = session_user OR (r.rolname = ANY ($1) AND d.classid = 'pg_class'::regclass))
       GROUP BY r.rolname) AS owners`,
    [SERVICE_ROLES],
  );
  // What initdb has made is pinned, and stands in no dependency.
  const owner = await textOf(
    client,
    `SELECT session_user::text AS found FROM pg_database
     WHERE datname = current_database() AND pg_get_userbyid(datdba) = session_user`,
  );
  if (found === null && owner === null) return null;
  return `The login of DATABASE_URL owns objects of the server: ${found ?? owner}. ${MAKE_ANOTHER} Migrations run by MIGRATION_DATABASE_URL.`;
}

async function otherRolesOf(client: Client): Promise<string | null> {
  const found = await textOf(
    client,
    `SELECT string_agg(rolname, ', ' ORDER BY rolname) AS found FROM (${REACHED}) AS r
     WHERE rolname <> session_user AND rolname <> ALL ($1)
       AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)`,
    [SERVICE_ROLES],
  );
  return found && `The login of DATABASE_URL may become ${found}: revoke what is none of ${SERVICE_ROLES.join(', ')}.`;
}

async function unprotectedTables(client: Client): Promise<string | null> {
  const found = await textOf(
    client,
    `SELECT string_agg(c.relname, ', ' ORDER BY c.relname) AS found FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity
         AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`,
  );
  return (
    found &&
    `Tables without forced row-level security and a policy: ${found}. Restore what a migration has set, or move the table out of the schema public.`
  );
}

async function unsafeSettings(client: Client): Promise<string | null> {
  const found = await textOf(
    client,
    `SELECT string_agg(name || '=' || setting, ', ' ORDER BY name) AS found FROM pg_settings
     WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'`,
  );
  return found && `The server may lose what it has confirmed: ${found}. Set it to on.`;
}
