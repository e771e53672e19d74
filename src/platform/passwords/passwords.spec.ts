import { asCall } from '../database/caller.js';
import { DEFAULT_HASH_COST } from './hash-cost.js';
import { drawPassword, Passwords } from './passwords.service.js';

describe('a password', () => {
  it('is the one that was hashed, however its letters were composed, and no other', async () => {
    const passwords = new Passwords(DEFAULT_HASH_COST);
    const hash = await passwords.hash('cafe\u0301 au lait');
    expect(hash).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await passwords.isRight('caf\u00e9 au lait', hash)).toBe(true);
    expect(await passwords.isRight('cafe au lait', hash)).toBe(false);
  });

  it('is good at the cost it was hashed at; without a hash none is', async () => {
    const cheap = { log2N: 10, r: 8, p: 1 };
    const hash = await new Passwords(cheap).hash('seven lanterns');
    expect(await new Passwords({ ...cheap, p: 2 }).isRight('seven lanterns', hash)).toBe(true);
    expect(await new Passwords(cheap).isRight('', null)).toBe(false);
  });

  it('of the hundred asked for at once some are refused, and none waits for ever', async () => {
    const passwords = new Passwords({ log2N: 10, r: 8, p: 1 });
    const asked = Array.from({ length: 100 }, () =>
      asCall({ ip: '192.0.2.1', headers: {} }, async () => passwords.hash('x')),
    );
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(17);
  });

  it('of one address waits for others of that address, and keeps no other waiting', async () => {
    const passwords = new Passwords({ log2N: 11, r: 8, p: 1 });
    const ended: string[] = [];
    const ask = (ip: string, name: string) =>
      asCall({ ip, headers: {} }, () => passwords.hash(name).then(() => ended.push(name)));
    const guesses = Array.from({ length: 12 }, (_, index) => ask('192.0.2.1', `guess ${index}`));
    const honest = ask('192.0.2.2', 'honest');
    await Promise.all([...guesses, honest]);
    // Two hashes run beside each other on threads, so that the order of their ends is not that of their beginnings.
    expect(ended.indexOf('honest')).toBeLessThan(guesses.length / 2);
  });

  it('is drawn of characters that nobody mistakes', () => {
    const drawn = Array.from({ length: 200 }, drawPassword);
    expect(drawn.every((text) => /^[a-hj-km-np-z2-9]{20}$/.test(text))).toBe(true);
    expect(new Set(drawn).size).toBe(200);
  });
});
