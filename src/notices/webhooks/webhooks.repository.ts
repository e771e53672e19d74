import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import { WebhookEntity } from './webhook.entity.js';
import { WebhookSecretEntity } from './webhook-secret.entity.js';

/** An endpoint and how it fares. */
export interface WebhookRow extends Omit<WebhookEntity, 'organisationId' | 'customsOffice' | 'lease' | 'leasedUntil'> {
  readonly organisation: string | null;
  readonly waiting: number;
}

/** `waiting` stops counting where nobody would count on: a dead endpoint may have a million. */
const WEBHOOK = `
  SELECT w.id, w.organisation_id AS organisation, w.scope, w.url, w.events, w.state, w.state_reason AS "stateReason", w.failures,
    w.failing_since AS "failingSince", w.next_attempt_at AS "nextAttemptAt", w.last_number AS "lastNumber",
    (SELECT count(*)::integer FROM (SELECT 1 FROM webhook_delivery d
      WHERE d.webhook_id = w.id AND d.state = 'pending' LIMIT 1000) p) AS waiting,
    w.created_at AS "createdAt", w.updated_at AS "updatedAt", w.revision
  FROM webhook w`;

export const webhookById = (tx: Tx, id: string): Promise<WebhookRow | null> =>
  tx.one<WebhookRow>(`${WEBHOOK} WHERE w.id = $1 AND own_row(w.organisation_id, w.customs_office)`, [id]);

export const webhooks = (tx: Tx, after: string | null, limit: number): Promise<WebhookRow[]> =>
  tx.rows<WebhookRow>(
    `${WEBHOOK} WHERE ($1::uuid IS NULL OR w.id > $1) AND own_row(w.organisation_id, w.customs_office) ORDER BY w.id LIMIT $2`,
    [after, limit],
  );

/** Holds an endpoint of the actor's for this transaction; null when there is none. */
export async function lockWebhook(tx: Tx, id: string): Promise<WebhookEntity | null> {
  const isOwn = await tx.one('SELECT 1 FROM webhook WHERE id = $1 AND own_row(organisation_id, customs_office)', [id]);
  return isOwn === null
    ? null
    : tx.manager.findOne(WebhookEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** Whoever counts an organisation's endpoints comes after whoever is adding one. */
export async function lockAndCount(tx: Tx, organisation: string | null): Promise<number> {
  await tx.run("SELECT pg_advisory_xact_lock(hashtextextended('webhooks of ' || $1, 0))", [organisation ?? 'nobody']);
  const row = await tx.one<{ count: number }>(
    'SELECT count(*)::integer AS count FROM webhook WHERE organisation_id IS NOT DISTINCT FROM $1',
    [organisation],
  );
  return row?.count ?? 0;
}

/** An endpoint that is switched on again starts where it stopped, with all attempts, also for what was given up meanwhile. */
export async function resume(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.run(
    `UPDATE webhook_delivery d SET state = 'pending', attempts = 0, next_attempt_at = $2::timestamptz FROM webhook w
     WHERE w.id = $1 AND d.webhook_id = w.id
       AND (d.state = 'pending' OR (d.state = 'given-up' AND d.next_attempt_at >= w.failing_since))`,
    [id, now],
  );
  await tx.manager.update(
    WebhookEntity,
    { id },
    { failures: 0, failingSince: null, stateReason: null, nextAttemptAt: now },
  );
}

/** A new secret; those before it stay valid until `oldUntil`. The rows are the service's alone. */
export async function addSecret(
  tx: Tx,
  id: string,
  secret: string,
  { now, oldUntil }: { now: Instant; oldUntil: Instant },
) {
  await tx.run(
    'UPDATE webhook_secret SET expires_at = $2 WHERE webhook_id = $1 AND (expires_at IS NULL OR expires_at > $2)',
    [id, oldUntil],
  );
  await tx.run('DELETE FROM webhook_secret WHERE webhook_id = $1 AND expires_at < $2', [id, now]);
  await tx.manager.insert(WebhookSecretEntity, { webhookId: id, secret, createdAt: now });
}
