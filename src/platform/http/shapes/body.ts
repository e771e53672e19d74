import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse, refuseFor } from '../../../messages/refusal.js';
import { pointer, violation } from '../../../messages/violation.js';
import { breachesOfLimits } from './json-limits.js';

export const BODY_BYTES_MAX = 5 * 1024 * 1024;
export const FILE_BYTES_MAX = 60 * 1024 * 1024;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

interface WithRaw extends FastifyRequest {
  bodySha256?: string;
}

/** SHA-256 of the bytes the caller sent: by it a repetition differs from another request under the same Idempotency-Key. */
export const storeBodySha256 = (request: FastifyRequest, sha256: string): void => {
  (request as WithRaw).bodySha256 = sha256;
};

/** The SHA-256 of the request's body; empty where there was none. */
export const bodySha256 = (request: FastifyRequest): string => (request as WithRaw).bodySha256 ?? '';

/**
 * Reads JSON ourselves: limits and characters are checked before any class is built from it. Each call costs what its limits
 * allow, a repeated name is not lost in silence, and a NUL would first be noticed by PostgreSQL.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX },
    (request, body, done) => {
      const bytes = body as Buffer;
      (request as WithRaw).bodySha256 = createHash('sha256').update(bytes).digest('hex');
      if (bytes.length === 0) return done(null, undefined);
      const parsed = parseGuarded(bytes);
      if (parsed instanceof Error) done(parsed);
      else done(null, parsed);
    },
  );
}

/** Files as the body itself: left as bytes, hashed and read by the import, which does it piece by piece. */
export function registerFileParsers(fastify: FastifyInstance, mediaTypes: readonly string[]): void {
  fastify.addContentTypeParser(
    [...mediaTypes],
    { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
}

function parseGuarded(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('malformed', 'body-not-json', { reason: 'UTF-8' });
  }
  const breaches = breachesOfLimits(text);
  if (breaches.length > 0) return refuseFor('malformed', breaches);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('malformed', 'body-not-json', { reason: (error as Error).message.slice(0, 120) });
  }
  const place = cleaned(value);
  if (!place) return value;
  return refuse('malformed', 'text-forbidden-character', {}, [
    violation('text-forbidden-character', pointer(...place.reverse())),
  ]);
}

/** Drops nulls (absent is said by leaving out). Answers where a text no rule could take stands, innermost first. */
function cleaned(value: unknown): (string | number)[] | null {
  if (typeof value === 'string') return isForbiddenText(value) ? [] : null;
  if (value === null || typeof value !== 'object') return null;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const place = cleaned(value[index]);
      if (place) return [...place, index];
    }
    return null;
  }
  for (const [key, child] of Object.entries(value)) {
    if (child === null) delete (value as Record<string, unknown>)[key];
    const place = isForbiddenText(key) ? [] : cleaned(child);
    if (place) return [...place, key];
  }
  return null;
}

/** What no text may hold: PostgreSQL does not take it. */
export const isForbiddenText = (text: string): boolean => text.includes('\u0000') || LONE_SURROGATE.test(text);
