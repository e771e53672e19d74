import { Injectable } from '@nestjs/common';
import { type AuditChange, recordAudit } from '../../audit/audit.js';
import type { Actor } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { type Page, type PageQuery, readPage } from '../../platform/http/page.js';
import { isId, newId } from '../../vocabulary/id.js';
import { minutesAfter } from '../../vocabulary/period.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { changedPointers } from '../../messages/refusals/changed-pointers.js';
import { assertRevision } from '../../audit/assert-revision.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import type { EventType } from '../../domain-events/domain-event.js';
import { subscribe } from '../../domain-events/record-events.js';
import { newSecret } from './signature.js';
import { type WebhookScope, WebhookEntity } from './webhook.entity.js';
import {
  addSecret,
  lockAndCount,
  lockWebhook,
  resume,
  webhookById,
  type WebhookRow,
  webhooks,
} from './webhooks.repository.js';

export interface WantedWebhook {
  readonly url: string;
  readonly events: readonly EventType[];
  readonly state?: 'active' | 'paused' | undefined;
}

/** More receivers than this are a mistake in somebody's loop. */
const WEBHOOKS_MAX = 20;
/** How long the secret before a rotation still signs: time to change it at the other end. */
const OLD_SECRET_MINUTES = 24 * 60;

/** Endpoints: adding, changing, switching off and on, a new secret. */
@Injectable()
export class Webhooks {
  constructor(private readonly clock: Clock) {}

  /** Adds an endpoint of the actor's organisation; the secret it returns is shown this once. Refuses the twenty-first (422). */
  async add(tx: Tx, { url, events }: WantedWebhook): Promise<{ webhook: WebhookRow; secret: string }> {
    if ((await lockAndCount(tx, tx.actor.organisationId)) >= WEBHOOKS_MAX) {
      throw refuse('rule-broken', 'webhook-limit', { max: String(WEBHOOKS_MAX) });
    }
    const id = newId();
    const now = this.now();
    const scope = scopeOf(tx.actor);
    const { organisationId, office } = tx.actor;
    const customsOffice = scope === 'office' ? office : null;
    const instants = { nextAttemptAt: now, createdAt: now, updatedAt: now };
    await tx.manager.insert(WebhookEntity, { id, organisationId, scope, customsOffice, url, events, ...instants });
    const secret = newSecret();
    await tx.asService(async () => {
      await subscribe(tx, events);
      await addSecret(tx, id, secret, { now, oldUntil: now });
    });
    await this.recordAudit(tx, 'webhook.created', id, { host: new URL(url).host, events });
    return { webhook: await this.find(tx, id), secret };
  }

  /** Replaces address and events, and switches it off or on; on again it goes on where it stopped. */
  async replace(tx: Tx, id: string, revision: ExpectedRevisions, wanted: WantedWebhook): Promise<WebhookRow> {
    const held = await this.hold(tx, id, revision);
    const { url, events, state = 'active' } = wanted;
    await this.change(tx, held, { url, events, state });
    if (state === 'active' && held.state !== 'active') await resume(tx, id, this.now());
    await tx.asService(() => subscribe(tx, events));
    await this.recordAudit(tx, 'webhook.replaced', id, {
      ...{ host: new URL(url).host, events, state },
      change: changeOf(
        held,
        changedPointers({ url: held.url, events: held.events, state: held.state }, { url, events, state }),
      ),
    });
    return this.find(tx, id);
  }

  /** Removes an endpoint with its queue and log. */
  async remove(tx: Tx, id: string, revision: ExpectedRevisions): Promise<void> {
    await this.hold(tx, id, revision);
    await tx.manager.delete(WebhookEntity, { id });
    await this.recordAudit(tx, 'webhook.deleted', id, {});
  }

  /** A new secret, shown this once; for a day the old one signs as well. */
  async rotate(tx: Tx, id: string, revision: ExpectedRevisions): Promise<{ webhook: WebhookRow; secret: string }> {
    const held = await this.hold(tx, id, revision);
    const now = this.now();
    const secret = newSecret();
    await tx.asService(() => addSecret(tx, id, secret, { now, oldUntil: minutesAfter(now, OLD_SECRET_MINUTES) }));
    await this.change(tx, held, {});
    await this.recordAudit(tx, 'webhook.secret-rotated', id, { change: changeOf(held, ['/secret']) });
    return { webhook: await this.find(tx, id), secret };
  }

  /** Own endpoints, in the order in which they were added. */
  page(tx: Tx, query: PageQuery): Promise<Page<WebhookRow>> {
    return readPage(
      query,
      [isId],
      (after, limit) => webhooks(tx, after?.[0] ?? null, limit),
      ({ id }) => [id],
    );
  }

  /** An endpoint the actor may see; refuses (404) any other. */
  async find(tx: Tx, id: string): Promise<WebhookRow> {
    const found = await webhookById(tx, id);
    if (!found) throw refuse('not-found', 'not-found', { what: 'webhook', value: id });
    return found;
  }

  private async hold(tx: Tx, id: string, revision: ExpectedRevisions) {
    const held = await lockWebhook(tx, id);
    if (!held) throw refuse('not-found', 'not-found', { what: 'webhook', value: id });
    await assertRevision(tx, revision, { subjectId: id, resource: 'webhook', revision: held.revision });
    return held;
  }

  private async change(
    tx: Tx,
    { id, revision }: WebhookEntity,
    change: Pick<Partial<WebhookEntity>, 'url' | 'events' | 'state'>,
  ) {
    await tx.manager.update(WebhookEntity, { id }, { ...change, updatedAt: this.now(), revision: revision + 1 });
  }

  private now(): string {
    return this.clock.now().toISOString();
  }

  private recordAudit(tx: Tx, action: string, subjectId: string, detail: Record<string, unknown>): Promise<void> {
    return recordAudit(tx, this.clock, { action, subjectType: 'webhook', subjectId, detail });
  }
}

const changeOf = ({ revision: from }: WebhookEntity, changed: readonly string[]): AuditChange => ({
  ...{ resource: 'webhook', from, to: from + 1, changed },
});

/** A firm hears of what is its own, an officer of what is the office's, an administrator of everything. */
const scopeOf = ({ role }: Actor): WebhookScope => (role === 'broker' ? 'firm' : role === 'officer' ? 'office' : 'all');
