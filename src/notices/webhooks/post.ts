import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Target } from './targets.js';

/** What came of one attempt: a status, or why there is none. */
export interface PostResult {
  readonly status: number | null;
  /** The first bytes of the answer, as text without control characters. */
  readonly answer: string | null;
  readonly error: string | null;
  readonly durationMs: number;
}

const TIME_OUT_MS = 10_000;
const ANSWER_BYTES = 500;

/**
 * Posts a body to a target that was checked. Follows no redirect, asks no name service (the checked address is connected to,
 * under the name of the URL), keeps no connection, and waits ten seconds for all of it. Never throws.
 */
export function post(target: Target, headers: Readonly<Record<string, string>>, body: string): Promise<PostResult> {
  const began = performance.now();
  const bytes = Buffer.from(body, 'utf8');
  return new Promise((resolve) => {
    const end = (result: Omit<PostResult, 'durationMs'>) =>
      resolve({ ...result, durationMs: Math.round(performance.now() - began) });
    const fail = (error: Error) => end({ status: null, answer: null, error: reasonOf(error) });
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': bytes.length },
      signal: AbortSignal.timeout(TIME_OUT_MS),
      lookup: (_host, { all }, answer) => {
        const { address, family } = target;
        if (all) answer(null, [{ address, family }]);
        else answer(null, address, family);
      },
    };
    const sent = (target.url.protocol === 'https:' ? requestHttps : requestHttp)(target.url, options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const done = () => {
        end({ status: response.statusCode ?? null, answer: textOf(Buffer.concat(parts)), error: null });
        response.destroy();
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size >= ANSWER_BYTES) done();
      });
      response.on('end', done);
      response.on('error', fail);
    });
    sent.on('error', fail);
    sent.end(bytes);
  });
}

const textOf = (bytes: Buffer): string =>
  bytes
    .subarray(0, ANSWER_BYTES)
    .toString('utf8')
    .replace(/\p{Cc}/gu, ' ');

function reasonOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${TIME_OUT_MS / 1_000} s`;
  return ('code' in error ? String(error.code) : error.message).slice(0, 200);
}
