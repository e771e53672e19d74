import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a story does is read from its text and from the helpers it imports: a list kept by hand would forget the next one. */
const QUEUE = /\/(queue|outbox|processes)\/|\.deliverTwice\(|ON_REDIS/;
const DEAR = /\/(processes|servers)\/|'fast-check'/;
/** Opens a service for every story, and offers `drain` to those that call it. */
const OFFICE = join(process.cwd(), 'test/support/office.ts');

/**
 * Whether a story is about the queue, delivers jobs twice, or starts processes that take them. To one that only waits for its jobs it makes no
 * difference what the queue is on: they are the same jobs.
 */
export const usesQueue = (spec: string): boolean => mentions(spec, QUEUE);

/** Draws cases, or starts a process or a server of its own: such a story costs several times what others do. */
export const drawsOrStarts = (spec: string): boolean => mentions(spec, DEAR);

function mentions(file: string, words: RegExp, seen = new Set([OFFICE])): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  if (words.test(text)) return true;
  const helpers = [...text.matchAll(/from '(\.[^']*)\.js'/g)].map(([, path = '']) => join(dirname(file), `${path}.ts`));
  return helpers.filter((helper) => helper.includes('/test/support/')).some((helper) => mentions(helper, words, seen));
}
