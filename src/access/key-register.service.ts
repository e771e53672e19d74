import { Injectable } from '@nestjs/common';
import { recordAudits } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { instantText } from '../vocabulary/period.js';
import { assertNoErrors, refuse } from '../messages/refusals/refusal.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { checkKey, usualExpiry } from './domain/key-rules.js';
import type { CreatedKey, CreateKey, KeyAnswer, KeyQuery } from './keys.dto.js';
import { USUAL_SCOPES } from './domain/scopes.js';
import { Keys } from './keys.service.js';
import { FirmAdministration } from './people/firm-administration.js';
import { OrganisationEntity } from './organisation.entity.js';

/** Making, listing and revoking keys. */
@Injectable()
export class KeyRegister {
  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly firms: FirmAdministration,
  ) {}

  /**
   * Makes a key for whoever asks: a broker only broker keys of its own firm (else forbidden). Refuses an organisation of the
   * wrong kind, an expiry that is past or more than a year ahead, and more than the key that makes it may (rule-broken).
   */
  async issue(tx: Tx, wanted: CreateKey): Promise<CreatedKey & { key: string }> {
    const { actor } = tx;
    const own = actor.role === 'broker';
    const organisation = wanted.organisation ?? (own ? actor.organisationId : null);
    if (own && (wanted.role !== 'broker' || organisation !== actor.organisationId)) {
      throw refuse('forbidden', 'not-allowed', { role: actor.role, needed: 'admin' });
    }
    await this.firms.assertMayManageKeys(tx);
    const maker = await this.makerOf(tx);
    const today = this.clock.today();
    const latest = [usualExpiry(today), maker?.expiresAt ?? usualExpiry(today)].sort()[0];
    const expiresAt = wanted.expiresAt ? instantText(wanted.expiresAt) : (latest ?? usualExpiry(today));
    const scopes = wanted.scopes ?? (maker ? [...maker.scopes] : [...USUAL_SCOPES]);
    const home = organisation === null ? null : await tx.manager.findOneBy(OrganisationEntity, { id: organisation });
    const kind = organisation === null ? null : home?.kind;
    assertNoErrors(
      checkKey({ role: wanted.role, kind, expiresAt, scopes, maker }, this.clock.now().toISOString(), today),
    );
    const { role, name = role } = wanted;
    const row = { name, role, organisationId: organisation, expiresAt, scopes, parentId: maker?.id ?? null };
    const { id, createdAt, key } = await this.keys.create(tx, row);
    const organisationName = home?.name ?? null;
    const never = { lastUsedAt: null, revokedAt: null };
    const parent = row.parentId;
    return { id, name, role, organisation, organisationName, scopes, parent, createdAt, expiresAt, ...never, key };
  }

  /**
   * A second key beside one that is to be replaced, with the same rights and as a child of the same key. Both work until one is
   * revoked. Refuses a third (conflict); not-found when the first cannot be seen or has ended.
   */
  async rotate(tx: Tx, id: string): Promise<CreatedKey & { key: string }> {
    const held = await this.hold(tx, id);
    await this.firms.assertMayManageKeys(tx);
    const now = this.clock.now().toISOString();
    if (held.revokedAt !== null || (held.expiresAt !== null && held.expiresAt <= now)) throw refuseUnknown(id);
    const successor = await tx.one(
      'SELECT 1 FROM api_key WHERE rotates_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)',
      [id, now],
    );
    if (successor) throw refuse('conflict', 'rotation-running');
    // The successor of one that is over makes way: a key has one live successor.
    await tx.run('UPDATE api_key SET rotates_id = NULL WHERE rotates_id = $1', [id]);
    const { name, role, organisationId, scopes, parentId } = held;
    const expiresAt = usualExpiry(this.clock.today());
    const row = { name, role, organisationId, expiresAt, scopes, parentId, rotatesId: id };
    const made = await this.keys.create(tx, row);
    const listed = await tx.one<KeyAnswer>(ONE, [made.id]);
    if (!listed) throw refuseUnknown(made.id);
    return { ...listed, key: made.key };
  }

  /** The key that asks, locked against being revoked until its child is there; null for whoever is no key. */
  private async makerOf(tx: Tx): Promise<Pick<ApiKeyEntity, 'id' | 'scopes' | 'expiresAt'> | null> {
    const { keyId } = tx.actor;
    if (keyId === null) return null;
    const maker = await tx.asService(() =>
      tx.one<Pick<ApiKeyEntity, 'id' | 'scopes' | 'expiresAt' | 'revokedAt'>>(
        `SELECT id, scopes, expires_at AS "expiresAt", revoked_at AS "revokedAt" FROM api_key WHERE id = $1 FOR SHARE`,
        [keyId],
      ),
    );
    // The demo acts by ids that are of no key.
    if (maker?.revokedAt) throw refuse('unauthenticated', 'key-invalid');
    return maker;
  }

  /** The keys the actor may see, in the order in which they were made; never a secret. */
  async page(tx: Tx, query: KeyQuery): Promise<Page<KeyAnswer>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, [isId]) ?? [];
    const rows = await tx.rows<KeyAnswer>(LIST, [query.organisation ?? null, query.role ?? null, after, limit + 1]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /**
   * Ends a key now, with every key that it has made, in other processes within a second. A key that has ended already stays as it is;
   * not-found when it cannot be seen. Refuses to end the last key of an administrator while no administrator can sign in (conflict).
   */
  async revoke(tx: Tx, id: string): Promise<void> {
    if (tx.actor.role === 'admin') await tx.rows(ADMINISTRATORS, []);
    const held = await this.hold(tx, id);
    await this.firms.assertMayManageKeys(tx);
    if (held.revokedAt !== null) return;
    if (held.role === 'admin') await this.assertAnotherAdministrator(tx, id);
    await this.revokeAll(tx, [id]);
  }

  /** Ends the keys of an organisation. */
  async revokeOf(tx: Tx, organisationId: string): Promise<void> {
    const keys = await tx.rows<{ id: string }>(
      'SELECT id FROM api_key WHERE organisation_id = $1 ORDER BY id FOR UPDATE',
      [organisationId],
    );
    await this.revokeAll(
      tx,
      keys.map(({ id }) => id),
    );
  }

  private async revokeAll(tx: Tx, ids: readonly string[]): Promise<void> {
    // Keys that were made by another office's administrator, too: the trail of who made whom crosses firms.
    const revoked = await tx.asService(() => tx.rows<{ id: string }>(REVOKE, [ids, this.clock.now().toISOString()]));
    const events = revoked.map(({ id }) => ({ action: 'key.revoked', subjectType: 'key', subjectId: id }));
    await recordAudits(tx, this.clock, events);
    tx.afterCommit(() => revoked.forEach(({ id }) => this.keys.uncache(id)));
  }

  private async hold(tx: Tx, id: string): Promise<ApiKeyEntity> {
    const held = await tx.manager.findOne(ApiKeyEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const isTheirs = tx.actor.role === 'broker' && held?.organisationId !== tx.actor.organisationId;
    if (!held || isTheirs) throw refuseUnknown(id);
    return held;
  }

  private async assertAnotherAdministrator(tx: Tx, id: string): Promise<void> {
    const left = await tx.one(
      `SELECT 1 FROM api_key WHERE role = 'admin' AND id <> $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)
       UNION ALL SELECT 1 FROM person WHERE roles @> '{admin}' AND state = 'active' LIMIT 1`,
      [id, this.clock.now().toISOString()],
    );
    if (!left) throw refuse('conflict', 'last-administrator');
  }
}

const refuseUnknown = (id: string) => refuse('not-found', 'not-found', { what: 'key', value: id });

/** Locked before anything is looked at: of two keys that end each other at the same time one waits, and then finds the other gone. */
const ADMINISTRATORS = `SELECT id FROM api_key WHERE role = 'admin' AND revoked_at IS NULL ORDER BY id FOR UPDATE`;

const REVOKE = `
  WITH RECURSIVE family AS (
    SELECT id FROM api_key WHERE id = ANY ($1::uuid[]) UNION SELECT k.id FROM api_key k JOIN family f ON k.parent_id = f.id)
  UPDATE api_key SET revoked_at = $2 WHERE id IN (SELECT id FROM family) AND revoked_at IS NULL RETURNING id::text AS id`;

const COLUMNS = `k.id, k.name, k.role, k.organisation_id AS organisation, o.name AS "organisationName", k.scopes, k.parent_id AS parent,
  k.created_at AS "createdAt", k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt"`;

const ONE = `SELECT ${COLUMNS} FROM api_key k LEFT JOIN organisation o ON o.id = k.organisation_id WHERE k.id = $1`;

const LIST = `
  SELECT ${COLUMNS}
  FROM api_key k LEFT JOIN organisation o ON o.id = k.organisation_id
  WHERE ($1::uuid IS NULL OR k.organisation_id = $1) AND ($2::text IS NULL OR k.role = $2) AND ($3::uuid IS NULL OR k.id > $3)
    AND own_row(k.organisation_id, NULL)
  ORDER BY k.id LIMIT $4`;
