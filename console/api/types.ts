import type { components, paths } from './generated/openapi';

export type Schemas = components['schemas'];
export type Method = 'get' | 'post' | 'put' | 'delete';

/** The paths that have a method. */
export type PathWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

type Operation<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never;
type ParametersOf<O> = O extends { parameters: infer R } ? R : never;
type JsonOf<R> = R extends { content: { 'application/json': infer B } } ? B : never;
type SuccessOf<O> = O extends { responses: infer R }
  ? { [S in keyof R]: S extends 200 | 201 | 202 ? JsonOf<R[S]> : never }[keyof R]
  : never;

/** What a call answers when it succeeds. */
export type AnswerOf<M extends Method, P extends PathWith<M>> = SuccessOf<Operation<M, P>>;
export type BodyOf<M extends Method, P extends PathWith<M>> =
  Operation<M, P> extends { requestBody?: { content: { 'application/json': infer B } } } ? B : undefined;

export type QueryOf<M extends Method, P extends PathWith<M>> =
  ParametersOf<Operation<M, P>> extends { query?: infer Q } ? Q : undefined;

/** The names in braces, which every call must fill. */
export type PathParams<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & PathParams<Rest>
  : unknown;

export interface CallOptions<M extends Method, P extends PathWith<M>> {
  readonly path?: PathParams<P & string>;
  readonly query?: QueryOf<M, P>;
  readonly body?: BodyOf<M, P>;
  /** The tag of the resource as it was read; a change without one is refused. */
  readonly ifMatch?: string | undefined;
  /** One key an intent: a repetition of it does nothing twice. Made anew where none is given. */
  readonly idempotencyKey?: string;
  /** The answer without the echo of what was sent. */
  readonly minimal?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  readonly data: T;
  readonly etag: string | undefined;
  readonly status: number;
}
