import type { Tx } from '../../platform/database/tx.js';
import { newId } from '../../vocabulary/id.js';
import type { Instant } from '../../vocabulary/period.js';
import type { OutgoingEvent } from '../domain/events.js';
import { afterFailure, restMs, waitMs } from '../domain/waits.js';
import type { PostResult } from './post.js';

/** A delivery that is ours to send now, and what is needed for it. */
export interface LeasedDelivery extends OutgoingEvent {
  readonly webhook: string;
  readonly organisation: string | null;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly attempts: number;
}

/** Endpoints that have something to send and nobody who is sending. Leases run by the database's clock: they bound a process, not a day. */
export async function dueEndpoints(tx: Tx, now: Instant): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT w.id FROM webhook w
     WHERE w.state = 'active' AND w.next_attempt_at <= $1 AND (w.leased_until IS NULL OR w.leased_until < clock_timestamp())
       AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'pending' AND d.next_attempt_at <= $1)
     ORDER BY w.next_attempt_at, w.id`,
    [now],
  );
  return rows.map(({ id }) => id);
}

const HOLD = `
  UPDATE webhook SET lease = $2, leased_until = clock_timestamp() + interval '30 seconds'
  WHERE id = (SELECT id FROM webhook WHERE id = $1 AND state = 'active' AND next_attempt_at <= $3
      AND (leased_until IS NULL OR leased_until < clock_timestamp() OR lease = $2) FOR UPDATE SKIP LOCKED)
  RETURNING id`;

/**
 * What comes first among what may be sent: nothing overtakes an earlier event of the same subject that still waits, and what was
 * never tried goes before what failed, or one event nobody takes would be all that is ever tried.
 */
const NEXT = `
  SELECT d.id, d.number::integer AS number, d.type, d.market, d.subject, d.data, d.occurred_at AS "occurredAt", d.attempts,
    d.organisation_id AS organisation, w.id AS webhook, w.url,
    ARRAY(SELECT s.secret FROM webhook_secret s WHERE s.webhook_id = w.id AND (s.expires_at IS NULL OR s.expires_at > $2)
      ORDER BY s.created_at DESC, s.secret) AS secrets
  FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
  WHERE d.webhook_id = $1 AND d.state = 'pending' AND d.next_attempt_at <= $2
    AND NOT EXISTS (SELECT 1 FROM webhook_delivery e
      WHERE e.webhook_id = d.webhook_id AND e.subject = d.subject AND e.state = 'pending' AND e.number < d.number)
  ORDER BY d.attempts > 0, d.number LIMIT 1`;

/** The next delivery of an endpoint, with the endpoint held under our lease; null when there is none or another sender has it. */
export async function leaseNext(tx: Tx, webhook: string, lease: string, now: Instant): Promise<LeasedDelivery | null> {
  const held = await tx.one(HOLD, [webhook, lease, now]);
  if (!held) return null;
  const next = await tx.one<LeasedDelivery>(NEXT, [webhook, now]);
  if (!next) await tx.run('UPDATE webhook SET lease = NULL, leased_until = NULL WHERE id = $1', [webhook]);
  return next;
}

/** Lets go of an endpoint before its lease runs out. */
export const release = (tx: Tx, webhook: string, lease: string): Promise<number> =>
  tx.run('UPDATE webhook SET lease = NULL, leased_until = NULL WHERE id = $1 AND lease = $2', [webhook, lease]);

export interface DeliveryOutcome {
  readonly now: Instant;
  readonly result: PostResult;
  /** From 0 to 1: spreads the waits. */
  readonly chance: number;
}

const GONE = 410;
export const isAccepted = ({ status }: PostResult): boolean => status !== null && status >= 200 && status < 300;

/** Writes down an attempt and what follows from it. Of an endpoint that was deleted meanwhile nothing is left to write. */
export async function record(
  tx: Tx,
  delivery: LeasedDelivery,
  { now, result, chance }: DeliveryOutcome,
): Promise<void> {
  const hook = await tx.one<{ failures: number; failingSince: Instant | null }>(
    'SELECT failures, failing_since AS "failingSince" FROM webhook WHERE id = $1 FOR UPDATE',
    [delivery.webhook],
  );
  if (!hook) return;
  await tx.run(
    `INSERT INTO webhook_attempt (id, delivery_id, organisation_id, at, duration_ms, status, answer, error)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId(), delivery.id, delivery.organisation, now, result.durationMs, result.status, result.answer, result.error],
  );
  if (isAccepted(result)) await delivered(tx, delivery, now);
  else await failed(tx, delivery, { ...hook, now, result, chance });
}

async function delivered(tx: Tx, { id, webhook }: LeasedDelivery, now: Instant): Promise<void> {
  await tx.run("UPDATE webhook_delivery SET state = 'delivered', attempts = attempts + 1 WHERE id = $1", [id]);
  await tx.run(
    'UPDATE webhook SET failures = 0, failing_since = NULL, state_reason = NULL, next_attempt_at = $2 WHERE id = $1',
    [webhook, now],
  );
}

interface Failing extends DeliveryOutcome {
  /** Failures in a row before this one, and since when. */
  readonly failures: number;
  readonly failingSince: Instant | null;
}

/** The event waits, and so does the endpoint; in the end the event is given up, or the endpoint is switched off. */
async function failed(
  tx: Tx,
  delivery: LeasedDelivery,
  { failures, failingSince, now, result, chance }: Failing,
): Promise<void> {
  const [attempts, inSuccession] = [delivery.attempts + 1, failures + 1];
  const failingMs = Date.parse(now) - Date.parse(failingSince ?? now);
  const { givenUp, switchedOff } = afterFailure({ attempts, failures: inSuccession, failingMs });
  const off = switchedOff || result.status === GONE;
  await tx.run(
    `UPDATE webhook_delivery SET attempts = attempts + 1, next_attempt_at = $2::timestamptz + make_interval(secs => $3),
       state = CASE WHEN $4::boolean THEN 'given-up' ELSE state END
     WHERE id = $1 AND state = 'pending'`,
    [delivery.id, now, waitMs(attempts, chance) / 1_000, givenUp],
  );
  await tx.run(
    `UPDATE webhook SET failures = $2, failing_since = coalesce(failing_since, $3::timestamptz), state_reason = $4,
       next_attempt_at = $3::timestamptz + make_interval(secs => $5),
       state = CASE WHEN $6::boolean THEN 'switched-off' ELSE state END,
       revision = revision + $6::boolean::integer, updated_at = CASE WHEN $6::boolean THEN $3::timestamptz ELSE updated_at END
     WHERE id = $1`,
    [
      delivery.webhook,
      inSuccession,
      now,
      result.error ?? `HTTP ${result.status}`,
      restMs(inSuccession, chance) / 1_000,
      off,
    ],
  );
}

/** Old deliveries help nobody: the log holds so many days, delivered or not. */
const KEEP_DAYS = 30;

export const sweep = (tx: Tx, now: Instant): Promise<number> =>
  tx.run('DELETE FROM webhook_delivery WHERE created_at < $1::timestamptz - make_interval(days => $2)', [
    now,
    KEEP_DAYS,
  ]);
