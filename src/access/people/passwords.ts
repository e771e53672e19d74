import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { refuse } from '../../messages/refusal.js';
import { Semaphore } from '../../platform/semaphore.js';
import { normalisePassword } from '../domain/password-rules.js';

/** What a hash costs to compute, as scrypt counts it. */
export interface HashCost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MB and about 0.2 s (OWASP, Password Storage Cheat Sheet). */
const COST: HashCost = { log2N: 15, r: 8, p: 3 };
const HASH_BYTES = 32;
const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** Hashes are computed by threads of Node that files and name look-ups need too: two of the four are left to them. */
const CONCURRENCY = 2;
/** Who comes after so many is better asked to come again than let wait. */
const QUEUED_MAX = 24;
const semaphore = new Semaphore(CONCURRENCY);

/** A new hash of a password, with its cost, so that a later cost does not lock anybody out. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  const { log2N, r, p } = cost;
  return ['scrypt', log2N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether it is the password of the hash. Without one it does the same work and says no: time must not show who has a password. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, log2N, r, p, salt = '', expected = ''] = FORM.exec(hash ?? NOBODY) ?? [];
  const stored = Buffer.from(expected, 'base64url');
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  const found = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return found.length === stored.length && timingSafeEqual(found, stored) && hash !== null;
}

const NOBODY = ['scrypt', COST.log2N, COST.r, COST.p, 'A'.repeat(22), 'A'.repeat(43)].join('$');

function derive(password: string, salt: Buffer, { log2N, r, p }: HashCost): Promise<Buffer> {
  if (semaphore.queued >= QUEUED_MAX) throw refuse('unavailable', 'service-unavailable', { seconds: '2' });
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 128 * 2 };
  return semaphore.run(
    () =>
      new Promise((resolve, reject) => {
        scrypt(normalisePassword(password), salt, HASH_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

const EASILY_READ = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password somebody reads out or copies once: 20 characters none of which is taken for another, about 99 bits. */
export const temporaryPassword = (): string =>
  Array.from(randomBytes(40))
    .filter((byte) => byte < EASILY_READ.length * 8)
    .slice(0, 20)
    .map((byte) => EASILY_READ[byte % EASILY_READ.length])
    .join('');
