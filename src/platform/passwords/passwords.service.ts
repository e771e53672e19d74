import { Inject, Injectable } from '@nestjs/common';
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { refuse } from '../../messages/refusals/refusal.js';
import { Semaphore } from '../semaphore.js';
import { HASH_COST, type HashCost } from './hash-cost.js';

const HASH_BYTES = 32;
const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** Hashes are computed by threads of Node that files and name look-ups need too: two of the four are left to them. */
const CONCURRENCY = 2;
/** Who comes after so many is better asked to come again than let wait. */
const QUEUED_MAX = 24;

/** Hashes of passwords. Computing one costs memory and time on purpose, outside of the event loop and of any transaction. */
@Injectable()
export class Passwords {
  private readonly semaphore = new Semaphore(CONCURRENCY);

  constructor(@Inject(HASH_COST) private readonly cost: HashCost) {}

  /** A new hash, with its cost beside it: `scrypt$15$8$3$salt$hash`. A later cost locks nobody out. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const hash = await this.derive(password, salt, this.cost);
    return textOf(this.cost, salt.toString('base64url'), hash.toString('base64url'));
  }

  /** Whether it is the password of the hash. Without one it does the same work and says no: time must not show who has a password. */
  async isRight(password: string, hash: string | null): Promise<boolean> {
    const ofNobody = textOf(this.cost, 'A'.repeat(22), 'A'.repeat(43));
    const [, log2N, r, p, salt = '', expected = ''] = FORM.exec(hash ?? ofNobody) ?? [];
    const stored = Buffer.from(expected, 'base64url');
    const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
    const found = await this.derive(password, Buffer.from(salt, 'base64url'), cost);
    return found.length === stored.length && timingSafeEqual(found, stored) && hash !== null;
  }

  private derive(password: string, salt: Buffer, { log2N, r, p }: HashCost): Promise<Buffer> {
    if (this.semaphore.queued >= QUEUED_MAX) throw refuse('unavailable', 'service-unavailable', { seconds: '2' });
    const options = { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 128 * 2 };
    const text = oneSpelling(password);
    return this.semaphore.run(
      () =>
        new Promise((resolve, reject) => {
          scrypt(text, salt, HASH_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
        }),
    );
  }
}

const textOf = ({ log2N, r, p }: HashCost, salt: string, hash: string): string =>
  ['scrypt', log2N, r, p, salt, hash].join('$');

/** One spelling of what looks the same: an input method may compose what another keyboard decomposes. */
const oneSpelling = (password: string): string => password.normalize('NFKC');

const EASILY_READ = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password somebody reads out or copies once: 20 characters none of which is taken for another, about 99 bits. */
export const drawPassword = (): string =>
  Array.from(randomBytes(60))
    .filter((byte) => byte < EASILY_READ.length * 8)
    .slice(0, 20)
    .map((byte) => EASILY_READ[byte % EASILY_READ.length])
    .join('');
