import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse, type Refusal } from '../../vocabulary/refusal.js';
import { violation } from '../../vocabulary/violation.js';

export const BODY_BYTES_MAX = 5 * 1024 * 1024;
export const FILE_BYTES_MAX = 64 * 1024 * 1024;
const DEPTH_MAX = 16;
/** More than any list of the API takes: a longer one would be checked element by element before it is refused. */
const ARRAY_MAX = 2_500;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

interface WithRaw extends FastifyRequest {
  bodySha256?: string;
}

/** SHA-256 of the bytes the caller sent: tells a repetition from another request under the same Idempotency-Key. */
export const bodySha256 = (request: FastifyRequest): string => (request as WithRaw).bodySha256 ?? '';

/**
 * Reads JSON ourselves: depth and characters are checked before any class is built from it. 20 KB of nested brackets
 * would otherwise overflow the stack inside class-transformer, and a NUL would first be noticed by PostgreSQL.
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

/** Files as the body itself: kept as bytes, read later by the import. */
export function registerFileParsers(fastify: FastifyInstance, mediaTypes: readonly string[]): void {
  fastify.addContentTypeParser(
    [...mediaTypes],
    { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
    (request, body, done) => {
      (request as WithRaw).bodySha256 = createHash('sha256').update(body).digest('hex');
      done(null, body);
    },
  );
}

function parseGuarded(bytes: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('malformed', 'body-not-json', { reason: 'UTF-8' });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('malformed', 'body-not-json', { reason: (error as Error).message.slice(0, 120) });
  }
  return guard(value, '', 1) ?? value;
}

/** Walks the value once; drops nulls (absent is said by leaving out) and returns a refusal for what no rule could take. */
function guard(value: unknown, at: string, depth: number): Refusal | null {
  if (typeof value === 'string') return textFault(value, at);
  if (value === null || typeof value !== 'object') return null;
  if (depth > DEPTH_MAX) {
    return refuse('malformed', 'nesting-too-deep', { max: String(DEPTH_MAX) }, [
      violation('nesting-too-deep', at, { max: String(DEPTH_MAX) }),
    ]);
  }
  if (Array.isArray(value) && value.length > ARRAY_MAX) {
    return refuse('malformed', 'array-too-long', { max: String(ARRAY_MAX) }, [
      violation('array-too-long', at, { max: String(ARRAY_MAX) }),
    ]);
  }
  for (const [key, child] of Object.entries(value)) {
    if (child === null && !Array.isArray(value)) delete (value as Record<string, unknown>)[key];
    const here = `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const fault = textFault(key, here) ?? guard(child, here, depth + 1);
    if (fault) return fault;
  }
  return null;
}

function textFault(text: string, at: string): Refusal | null {
  if (!text.includes('\u0000') && !LONE_SURROGATE.test(text)) return null;
  return refuse('malformed', 'text-forbidden-character', {}, [violation('text-forbidden-character', at)]);
}
