import { createHash } from 'node:crypto';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse, refuseFor } from '../../../messages/refusals/refusal.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { breachesOfLimits, JSON_LIMITS, passesALimit } from './json-limits.js';

/** A route whose lists may be longer than those of any other: the whole tariff is one list. Only who may do much is let there. */
export const LongLists = (elements: number): MethodDecorator => RouteConfig({ elements });

const elementsOf = ({ routeOptions }: FastifyRequest): number =>
  (routeOptions.config as { elements?: number }).elements ?? JSON_LIMITS.elements;

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

/** What was found in the text of a body that could be read: its shape is checked all the same, so that every breach is named at once. */
const foundInText = new WeakMap<object, readonly Violation[]>();

/** The breaches found in the text of a body; none for any other value. ShapePipe refuses them, together with those of the shape. */
export const breachesOfText = (body: unknown): readonly Violation[] =>
  (typeof body === 'object' && body !== null && foundInText.get(body)) || [];

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
      const parsed = parseGuarded(bytes, elementsOf(request));
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

function parseGuarded(bytes: Buffer, elements: number): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('malformed', 'body-not-json', {});
  }
  const breaches = breachesOfLimits(text, elements);
  if (breaches.some(passesALimit)) return refuseFor('malformed', breaches);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('malformed', 'body-not-json', positionIn(error));
  }
  const places: string[] = [];
  clean(value, [], places);
  breaches.push(...places.map((place) => violation('text-forbidden-character', place)));
  if (breaches.length === 0) return value;
  // A body that is one text alone has nothing more to be checked.
  if (typeof value !== 'object' || value === null) return refuseFor('malformed', breaches);
  foundInText.set(value, breaches);
  return value;
}

/** Where the reader of JSON stopped, which its message says in English. */
function positionIn(error: unknown): Record<string, string> {
  const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? {} : { position: String(Number(position) + 1) };
}

/** Drops nulls (absent is said by leaving out), and finds the texts that no rule could take: each is reported. */
function clean(value: unknown, at: (string | number)[], places: string[]): void {
  if (typeof value === 'string') {
    if (isForbiddenText(value)) places.push(pointer(...at));
    return;
  }
  if (value === null || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) {
    at.push(key);
    if (isForbiddenText(key)) places.push(pointer(...at));
    else if (child !== null) clean(child, at, places);
    else if (!Array.isArray(value)) delete (value as Record<string, unknown>)[key];
    at.pop();
  }
}

/** What no text may hold: PostgreSQL does not take it. */
export const isForbiddenText = (text: string): boolean => text.includes('\u0000') || LONE_SURROGATE.test(text);
