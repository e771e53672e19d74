import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '../../audit/audit.js';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import type { Instant } from '../../vocabulary/period.js';
import { deadlinesOf } from '../domain/session-limits.js';
import type { OrganisationEntity } from '../organisation.entity.js';
import { PersonEntity } from '../people/person.entity.js';
import { SessionEntity } from './session.entity.js';

/** An open session with whom it is for. */
export type OpenSession = Pick<SessionEntity, 'id' | 'displayMarket' | 'idleUntil' | 'expiresAt'> &
  Pick<OrganisationEntity, 'customsOffice'> & {
    readonly person: Pick<PersonEntity, 'id' | 'name' | 'roles' | 'firmAdministrator'> | null;
    readonly organisationId: string | null;
    readonly mustChangePassword: boolean;
  };

/** An opened session: what its cookie carries, and whom it is for. */
export interface SignedIn {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Instant;
  /** Null for a display. */
  readonly personId: string | null;
}

/** Where a request comes from, as far as it can be known. */
export interface Origin {
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** A session that was found is not read again within this time: one that has ended is used for at most one second more. */
const CACHE_MS = 1_000;
const CACHED_MAX = 1_000;
/** Use is noted to the minute: a page asks twenty times a second, and must not write as often. */
const TOUCH_AFTER_MS = 60_000;
/** A header that says who made the browser is cut: no browser needs more. */
const USER_AGENT_MAX = 300;

/** Sessions of browsers. The token is in the cookie alone; the server has its hash, and decides how long it is good. */
@Injectable()
export class Sessions {
  private readonly cached = new Map<string, { session: OpenSession; until: number }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Opens a session and returns its token, which is never shown again. Who opens it has checked who it is for. */
  async open(
    tx: Tx,
    wanted: Partial<Pick<SessionEntity, 'personId' | 'displayMarket' | 'displayOffice' | 'madeBy'>>,
    { address, userAgent }: Origin,
  ): Promise<{ id: string; token: string; expiresAt: Instant }> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now().toISOString();
    const { idleUntil, expiresAt } = deadlinesOf(now, wanted.displayMarket ? 'display' : 'person');
    const id = newId();
    await tx.asService(() =>
      tx.manager.insert(SessionEntity, {
        ...{ id, ...wanted, tokenSha256: hashOf(token), createdAt: now, idleUntil, expiresAt },
        ...{ address, userAgent: userAgent?.slice(0, USER_AGENT_MAX) ?? null },
      }),
    );
    return { id, token, expiresAt: idleUntil < expiresAt ? idleUntil : expiresAt };
  }

  /** Opens a session for a person, whose actor the transaction has, and says so in the audit trail. */
  async openForPerson(
    tx: Tx,
    { personId, by }: { personId: string; by: 'password' | 'issuer' },
    origin: Origin,
  ): Promise<SignedIn> {
    const opened = await this.open(tx, { personId }, origin);
    const now = this.clock.now().toISOString();
    await tx.asService(() => tx.manager.update(PersonEntity, { id: personId }, { lastSignedInAt: now }));
    await recordAudit(tx, this.clock, {
      ...{ action: 'session.opened', subjectType: 'session', subjectId: opened.id },
      detail: { by, person: personId },
    });
    return { ...opened, personId };
  }

  /**
   * The open session of a token, or null. Using it moves its idle limit, a minute at a time; `isUse: false` only looks.
   */
  async find(token: string, options: { isUse: boolean }): Promise<OpenSession | null> {
    const hash = hashOf(token);
    const key = hash.toString('base64');
    const now = this.clock.now();
    const known = this.cached.get(key);
    // Wall time on purpose: the age of a cached row has nothing to do with the business clock.
    const isFresh = known !== undefined && known.until > performance.now();
    const session = isFresh ? known.session : await this.read(hash, key);
    if (session === null) return null;
    if (session.idleUntil <= now.toISOString() || session.expiresAt <= now.toISOString()) return null;
    return options.isUse ? this.touch(session, key) : session;
  }

  /** Moves the idle limit now, and returns when the session ends unless it is used. */
  async extend(session: OpenSession): Promise<Instant> {
    const idleUntil = this.idleUntil(session);
    await this.database.transaction(SYSTEM, (tx) => tx.run(TOUCH, [session.id, idleUntil]));
    this.uncache(session.id);
    return endOf({ ...session, idleUntil });
  }

  /** Ends sessions: in this process at once after the commit, in others within a second. Returns how many were open. */
  async end(tx: Tx, which: { id: string } | { personIds: readonly string[] }): Promise<number> {
    const now = this.clock.now().toISOString();
    const ended = await tx.asService(() =>
      'id' in which
        ? tx.rows<{ id: string }>(
            'UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id::text AS id',
            [which.id, now],
          )
        : tx.rows<{ id: string }>(
            'UPDATE session SET ended_at = $2 WHERE person_id = ANY ($1::uuid[]) AND ended_at IS NULL RETURNING id::text AS id',
            [which.personIds, now],
          ),
    );
    tx.afterCommit(() => ended.forEach(({ id }) => this.uncache(id)));
    return ended.length;
  }

  private uncache(id: string): void {
    for (const [key, { session }] of this.cached) if (session.id === id) this.cached.delete(key);
  }

  private async read(hash: Buffer, key: string): Promise<OpenSession | null> {
    const row = await this.database.transaction(SYSTEM, (tx) => tx.one<SessionRow>(FIND, [hash]));
    if (this.cached.size >= CACHED_MAX) this.cached.clear();
    if (row === null) {
      this.cached.delete(key);
      return null;
    }
    const { personId, name, roles, firmAdministrator, ...rest } = row;
    const person = personId === null ? null : { id: personId, name, roles, firmAdministrator };
    const session = { ...rest, person };
    this.cached.set(key, { session, until: performance.now() + CACHE_MS });
    return session;
  }

  private async touch(session: OpenSession, key: string): Promise<OpenSession> {
    const idleUntil = this.idleUntil(session);
    if (Date.parse(idleUntil) - Date.parse(session.idleUntil) < TOUCH_AFTER_MS) return session;
    await this.database.transaction(SYSTEM, (tx) => tx.run(TOUCH, [session.id, idleUntil]));
    const touched = { ...session, idleUntil };
    const known = this.cached.get(key);
    if (known) this.cached.set(key, { ...known, session: touched });
    return touched;
  }

  private idleUntil({ displayMarket }: OpenSession): Instant {
    return deadlinesOf(this.clock.now().toISOString(), displayMarket === null ? 'person' : 'display').idleUntil;
  }
}

type SessionRow = Omit<OpenSession, 'person'> &
  Pick<PersonEntity, 'name' | 'roles' | 'firmAdministrator'> &
  Pick<SessionEntity, 'personId'>;

/** When a session ends unless it is used. */
export const endOf = ({ idleUntil, expiresAt }: Pick<OpenSession, 'idleUntil' | 'expiresAt'>): Instant =>
  idleUntil < expiresAt ? idleUntil : expiresAt;

/** Follows from the cookie's token and is in no cookie: a page of another site knows neither. */
export const csrfTokenOf = (token: string): string => createHash('sha256').update(`csrf ${token}`).digest('base64url');

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const FIND = `
  SELECT s.id, s.person_id AS "personId", s.display_market AS "displayMarket", s.idle_until AS "idleUntil", s.expires_at AS "expiresAt",
    o.id AS "organisationId", o.customs_office AS "customsOffice", coalesce(p.name, 'display ' || s.display_market) AS name,
    coalesce(p.roles, '{officer}') AS roles, coalesce(p.firm_administrator, false) AS "firmAdministrator",
    w.temporary_until IS NOT NULL AS "mustChangePassword"
  FROM session s LEFT JOIN person p ON p.id = s.person_id LEFT JOIN person_password w ON w.person_id = p.id
    LEFT JOIN organisation o ON o.id = coalesce(p.organisation_id, s.display_office)
  WHERE s.token_sha256 = $1 AND s.ended_at IS NULL AND (p.id IS NULL OR p.state = 'active')
    AND (o.id IS NULL OR o.state = 'open')`;

const TOUCH = 'UPDATE session SET idle_until = greatest(idle_until, $2) WHERE id = $1 AND ended_at IS NULL';
