import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isId } from '../vocabulary/id.js';
import { instantText } from '../vocabulary/period.js';
import { assertNoErrors, refuse } from '../messages/refusal.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { checkKey, usualExpiry } from './domain/key-rules.js';
import type { CreatedKey, CreateKey, KeyAnswer, KeyQuery } from './keys.dto.js';
import { Keys } from './keys.service.js';
import { OrganisationEntity } from './organisation.entity.js';

/** Making, listing and revoking keys. */
@Injectable()
export class KeyRegister {
  constructor(
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a key for whoever asks: a broker only broker keys of its own firm (else forbidden). Refuses an organisation of the
   * wrong kind and an expiry that is past or more than a year ahead (rule-broken).
   */
  async issue(tx: Tx, wanted: CreateKey): Promise<CreatedKey & { key: string }> {
    const { actor } = tx;
    const own = actor.role === 'broker';
    const organisation = wanted.organisation ?? (own ? actor.organisationId : null);
    if (own && (wanted.role !== 'broker' || organisation !== actor.organisationId)) {
      throw refuse('forbidden', 'not-allowed', { role: actor.role, needed: 'admin' });
    }
    const today = this.clock.today();
    const expiresAt = wanted.expiresAt ? instantText(wanted.expiresAt) : usualExpiry(today);
    const home = organisation === null ? null : await tx.manager.findOneBy(OrganisationEntity, { id: organisation });
    const kind = organisation === null ? null : home?.kind;
    const violations = checkKey({ role: wanted.role, kind, expiresAt }, this.clock.now().toISOString(), today);
    assertNoErrors(violations);
    const { role, name = role } = wanted;
    const { id, createdAt, key } = await this.keys.create(tx, { name, role, organisationId: organisation, expiresAt });
    const organisationName = home?.name ?? null;
    const never = { lastUsedAt: null, revokedAt: null };
    return { id, name, role, organisation, organisationName, createdAt, expiresAt, ...never, key };
  }

  /** The keys the actor may see, in the order in which they were made; never a secret. */
  async page(tx: Tx, query: KeyQuery): Promise<Page<KeyAnswer>> {
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, [isId]) ?? [];
    const rows = await tx.rows<KeyAnswer>(LIST, [query.organisation ?? null, query.role ?? null, after, limit + 1]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** Ends a key now, in other processes within a second. A key that has ended already stays as it is; not-found when it cannot be seen. */
  async revoke(tx: Tx, id: string): Promise<void> {
    const held = await tx.manager.findOne(ApiKeyEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const isTheirs = tx.actor.role === 'broker' && held?.organisationId !== tx.actor.organisationId;
    if (!held || isTheirs) throw refuse('not-found', 'not-found', { what: 'key', value: id });
    if (held.revokedAt !== null) return;
    await tx.manager.update(ApiKeyEntity, { id }, { revokedAt: this.clock.now().toISOString() });
    await recordAudit(tx, this.clock, { action: 'key.revoked', subjectType: 'key', subjectId: id });
    tx.afterCommit(() => this.keys.uncache(id));
  }
}

const LIST = `
  SELECT k.id, k.name, k.role, k.organisation_id AS organisation, o.name AS "organisationName", k.created_at AS "createdAt",
    k.expires_at AS "expiresAt", k.last_used_at AS "lastUsedAt", k.revoked_at AS "revokedAt"
  FROM api_key k LEFT JOIN organisation o ON o.id = k.organisation_id
  WHERE ($1::uuid IS NULL OR k.organisation_id = $1) AND ($2::text IS NULL OR k.role = $2) AND ($3::uuid IS NULL OR k.id > $3)
    AND own_row(k.organisation_id, NULL)
  ORDER BY k.id LIMIT $4`;
