import type { Once } from './actor.js';
import type { Tx } from './tx.js';
import { refuse } from '../../messages/refusal.js';

/** Thrown out of a transaction whose work was done before: the HTTP layer repeats the first answer. */
export class AlreadyAnswered extends Error {
  constructor(readonly body: unknown) {
    super('already answered');
  }
}

/**
 * Claims an Idempotency-Key inside the business transaction. The unique key makes a twin that runs at the same time wait
 * for our commit, and then find the answer. A refused request rolls its claim back: nothing was done, the key stays free.
 */
export async function claimOnce(tx: Tx, once: Once): Promise<void> {
  const claimed = await tx.run(
    `INSERT INTO idempotency_key (key_id, key, route, fingerprint)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [tx.actor.keyId, once.key, once.route, once.fingerprint],
  );
  if (claimed === 1) return;
  const first = await tx.one<{ route: string; fingerprint: string; answer: unknown }>(
    'SELECT route, fingerprint, answer FROM idempotency_key WHERE key_id = $1 AND key = $2',
    [tx.actor.keyId, once.key],
  );
  if (!first || first.route !== once.route || first.fingerprint !== once.fingerprint) {
    throw refuse('rule-broken', 'idempotency-key-reused', { key: once.key });
  }
  throw new AlreadyAnswered(first.answer);
}

/** Keeps the answer beside the effect, in the same commit. */
export async function keepAnswer(tx: Tx, once: Once, answer: unknown): Promise<void> {
  await tx.run('UPDATE idempotency_key SET answer = $3::jsonb WHERE key_id = $1 AND key = $2', [
    tx.actor.keyId,
    once.key,
    JSON.stringify(answer ?? null),
  ]);
}
