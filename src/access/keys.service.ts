import { Injectable } from '@nestjs/common';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { recordAudit } from '../audit/audit.js';
import { type Actor, SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { USUAL_SCOPES } from './domain/scopes.js';
import { credentialText, parseCredential, secretFrom } from './domain/credential.js';
import type { OrganisationEntity } from './organisation.entity.js';

type KeyRow = Pick<ApiKeyEntity, 'id' | 'name' | 'role' | 'organisationId' | 'scopes' | 'secretSha256' | 'expiresAt'> &
  Pick<OrganisationEntity, 'customsOffice'>;

/** What a key is made of; without scopes it has the usual ones. */
export type WantedKeyRow = Pick<ApiKeyEntity, 'name' | 'role' | 'organisationId' | 'expiresAt'> &
  Partial<Pick<ApiKeyEntity, 'scopes' | 'parentId' | 'madeBy' | 'rotatesId'>>;

/** A key that was found is not read again within this time: a revoked key works for at most one second more. */
const CACHE_MS = 1_000;
const CACHED_MAX = 1_000;

@Injectable()
export class Keys {
  private readonly cached = new Map<string, { row: KeyRow; until: number }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Who asks with this Authorization header; null without one, and when its key is unknown, revoked or expired. */
  async authenticate(header: string | undefined, requestId: string): Promise<Actor | null> {
    const credential = parseCredential(secretFrom(header) ?? '');
    if (!credential) return null;
    const row = await this.find(credential.id, sha256(credential.secret));
    if (!row) return null;
    if (row.expiresAt !== null && row.expiresAt <= this.clock.now().toISOString()) return null;
    const { id, name, role, organisationId, customsOffice, scopes } = row;
    const office = role === 'broker' ? null : customsOffice;
    return { keyId: id, name, role, organisationId, office, requestId, scopes };
  }

  /**
   * Makes a key and returns its text: the only moment at which anybody can read it. It does not check whether the actor may
   * make this key (KeyRegister does); without `expiresAt` the key never ends, which only the demo market uses.
   */
  async create(tx: Tx, wanted: WantedKeyRow) {
    const id = newId();
    const secret = randomBytes(32).toString('base64url');
    const createdAt = this.clock.now().toISOString();
    const scopes = [...(wanted.scopes ?? USUAL_SCOPES)];
    await tx.manager.insert(ApiKeyEntity, { id, ...wanted, scopes, secretSha256: sha256(secret), createdAt });
    await recordAudit(tx, this.clock, {
      action: 'key.created',
      subjectType: 'key',
      subjectId: id,
      detail: { role: wanted.role, organisation: wanted.organisationId, expiresAt: wanted.expiresAt, scopes },
    });
    return { id, ...wanted, scopes, createdAt, key: credentialText(id, secret) };
  }

  /** Removes a key from the cache of this process at once. */
  uncache(id: string): void {
    this.cached.delete(id);
  }

  private async find(id: string, secret: Buffer): Promise<KeyRow | null> {
    // Wall time on purpose: the age of a cached row has nothing to do with the business clock.
    const now = performance.now();
    const known = this.cached.get(id);
    if (known && known.until > now) return timingSafeEqual(secret, known.row.secretSha256) ? known.row : null;
    const row = await this.database.transaction(SYSTEM, async (tx) => {
      const found = await tx.one<KeyRow>(FIND, [id]);
      // A wrong secret must not count as a use of the key.
      if (!found || !timingSafeEqual(secret, found.secretSha256)) return null;
      await tx.run(TOUCH, [id, this.clock.now().toISOString()]);
      return found;
    });
    if (this.cached.size >= CACHED_MAX) this.cached.clear();
    if (row) this.cached.set(id, { row, until: now + CACHE_MS });
    return row;
  }
}

const FIND = `
  SELECT k.id, k.name, k.role, k.organisation_id AS "organisationId", k.scopes, k.secret_sha256 AS "secretSha256", k.expires_at AS "expiresAt",
    o.customs_office AS "customsOffice"
  FROM api_key k LEFT JOIN organisation o ON o.id = k.organisation_id
  WHERE k.id = $1 AND k.revoked_at IS NULL AND (o.id IS NULL OR o.state = 'open')`;

/** To the minute: a key that is used a thousand times a second must not become a thousand row versions. */
const TOUCH = `
  UPDATE api_key SET last_used_at = $2
  WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute' OR last_used_at > $2)`;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
