import { createHash, createHmac } from 'node:crypto';
import { dec } from '../vocabulary/decimal.js';
import type { Day } from '../vocabulary/period.js';

const BITS_TAKEN = 48;
const PLACES = 12;

/** The secret of a day. It follows from the seed of the installation, so nobody chooses it, and does not reveal the seed. */
export const secretOf = (seed: string, day: Day): string => createHmac('sha256', seed).update(day).digest('hex');

/** What is published of a day's secret before the day: whoever is shown the secret afterwards can see that it is the one. */
export const commitmentOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The random value of a submission, in [0, 1) with twelve places: HMAC-SHA-256 under the day's secret, its first 48 bits. */
export function chanceOf(secret: string, declarationId: string, submission: number): string {
  const digest = createHmac('sha256', secret).update(`${declarationId}:${submission}`).digest('hex');
  const bits = BigInt(`0x${digest.slice(0, BITS_TAKEN / 4)}`);
  const scaled = (bits * 10n ** BigInt(PLACES)) / 2n ** BigInt(BITS_TAKEN);
  return dec(`0.${scaled.toString().padStart(PLACES, '0')}`).toFixed(PLACES);
}
