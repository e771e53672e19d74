import { currentLanguage, LANGUAGE_TAGS } from '../texts';
import { actingHeader } from './acting-for';
import { connection } from './connection';
import { NetworkError, problemFrom, type ProblemError } from './problem';
import type { Answer, AnswerOf, CallOptions, Method, PathWith } from './types';

const ATTEMPTS_MAX = 5;
const RETRY_AFTER_DEFAULT_S = 2;
const RETRY_AFTER_MAX_S = 60;

/** What the client asks of who knows the session: the token of its changes, and a new sign-in when it is over. */
export interface SessionHooks {
  csrfToken(): string | null;
  /** Resolves when the same person has signed in again; rejects when the call must be given up. */
  renewed(): Promise<void>;
}
let session: SessionHooks = { csrfToken: () => null, renewed: () => Promise.reject(new Error('no session')) };
export const setSessionHooks = (hooks: SessionHooks): void => void (session = hooks);

export interface RawCall {
  readonly method: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: BodyInit | null;
  readonly signal?: AbortSignal | undefined;
  /** Signing in and looking for a session answer 401 as a matter of course. */
  readonly anonymous?: boolean;
  /** Asked for one's own firm, whichever one acts for. */
  readonly isOwn?: boolean;
}

/**
 * One call with everything that must not be forgotten: language, cookie, CSRF token; repeated with the same headers, so with the same
 * Idempotency-Key, while the service is busy and after a new sign-in.
 */
export async function send(call: RawCall): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetched(call);
    if (response.ok || response.status === 304) return response;
    if (response.status === 401 && !call.anonymous) {
      await session.renewed();
      continue;
    }
    const error = await problemFrom(response);
    const isBusy = response.status === 503 || response.status === 429;
    if (!isBusy || attempt >= ATTEMPTS_MAX) throw error;
    await connection.waited(secondsOf(error), call.signal);
  }
}

const secondsOf = ({ retryAfterSeconds }: ProblemError): number =>
  Math.min(retryAfterSeconds ?? RETRY_AFTER_DEFAULT_S, RETRY_AFTER_MAX_S);

async function fetched({ method, url, headers, body, signal, anonymous, isOwn }: RawCall): Promise<Response> {
  const csrf = method === 'GET' ? null : session.csrfToken();
  const language = { 'Accept-Language': LANGUAGE_TAGS[currentLanguage()] };
  const firm = anonymous || isOwn ? {} : actingHeader();
  try {
    const response = await fetch(url, {
      method,
      headers: { ...language, ...firm, ...(csrf ? { 'X-CSRF-Token': csrf } : {}), ...headers },
      body: body ?? null,
      signal: signal ?? null,
      credentials: 'same-origin',
    });
    connection.answered();
    return response;
  } catch (error) {
    if (signal?.aborted) throw error;
    connection.lost();
    throw new NetworkError((error as Error).message);
  }
}

/** A path of the API with its parameters and its query; values that are not there leave no trace. */
export function urlOf(path: string, params: object | undefined, query: object | undefined): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = (params as Record<string, string> | undefined)?.[name];
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

async function call<M extends Method, P extends PathWith<M>>(
  method: M,
  path: P,
  options: CallOptions<M, P> = {},
): Promise<Answer<AnswerOf<M, P>>> {
  const { body, ifMatch, idempotencyKey, minimal, signal } = options;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch !== undefined) headers['If-Match'] = ifMatch;
  if (method === 'post') headers['Idempotency-Key'] = idempotencyKey ?? crypto.randomUUID();
  if (minimal) headers['Prefer'] = 'return=minimal';
  const response = await send({
    method: method.toUpperCase(),
    url: urlOf(path as string, options.path as object | undefined, options.query as object | undefined),
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal,
  });
  const text = await response.text();
  const data = (text === '' ? null : JSON.parse(text)) as AnswerOf<M, P>;
  return { data, etag: response.headers.get('ETag') ?? undefined, status: response.status };
}

export const api = {
  get: <P extends PathWith<'get'>>(path: P, options?: CallOptions<'get', P>) => call('get', path, options),
  post: <P extends PathWith<'post'>>(path: P, options?: CallOptions<'post', P>) => call('post', path, options),
  put: <P extends PathWith<'put'>>(path: P, options?: CallOptions<'put', P>) => call('put', path, options),
  delete: <P extends PathWith<'delete'>>(path: P, options?: CallOptions<'delete', P>) => call('delete', path, options),
};
