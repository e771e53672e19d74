import { Injectable } from '@nestjs/common';
import { refuse } from '../../messages/refusals/refusal.js';
import { callerIdOf, type IdempotencyKey } from './actor.js';
import type { Tx } from './tx.js';

/** Thrown out of a transaction whose work was done before: the HTTP layer replays the first answer. */
export class AlreadyAnswered extends Error {
  constructor(readonly body: unknown) {
    super('already answered');
  }
}

/** The Idempotency-Keys of callers, with the answers that were given under them. */
@Injectable()
export class IdempotencyKeys {
  /**
   * Reserves a key inside the business transaction. The unique index makes a twin that runs at the same time wait for our commit,
   * and then find the answer. A refused request rolls its reservation back: nothing was done, the key stays free.
   */
  async reserve(tx: Tx, { key, route, fingerprint }: IdempotencyKey): Promise<void> {
    const reserved = await tx.run(
      `INSERT INTO idempotency_key (key_id, key, route, fingerprint)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [callerIdOf(tx.actor), key, route, fingerprint],
    );
    if (reserved === 1) return;
    const first = await tx.one<{ route: string; fingerprint: string; answer: unknown }>(
      'SELECT route, fingerprint, answer FROM idempotency_key WHERE key_id = $1 AND key = $2',
      [callerIdOf(tx.actor), key],
    );
    if (!first || first.route !== route || first.fingerprint !== fingerprint) {
      throw refuse('rule-broken', 'idempotency-key-reused', { key });
    }
    throw new AlreadyAnswered(first.answer);
  }

  /** Stores the answer beside the effect, in the same commit. */
  async storeAnswer(tx: Tx, { key }: IdempotencyKey, answer: unknown): Promise<void> {
    await tx.run('UPDATE idempotency_key SET answer = $3::jsonb WHERE key_id = $1 AND key = $2', [
      callerIdOf(tx.actor),
      key,
      JSON.stringify(answer ?? null),
    ]);
  }
}
