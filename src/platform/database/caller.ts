import { AsyncLocalStorage } from 'node:async_hooks';

/** A call of a client, which is answered within seconds. Work that belongs to no call is done in the background. */
export interface Call {
  /** Its statements may take long while the database answers others: reports, files, previews. */
  isLong: boolean;
  /** How long it has waited for nothing so far, in all its transactions, and until when: see AnswerWatch. */
  stuckMs: number;
  stuckUntil: number;
  readonly origin: CallOrigin;
}

/** From where a call comes; both null for work of the service's own. */
export interface CallOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
}

const calls = new AsyncLocalStorage<Call>();

export const currentCall = (): Call | undefined => calls.getStore();

const ofRequests = new WeakMap<object, Call>();

const NOWHERE: CallOrigin = { address: null, userAgent: null };

export const callOrigin = (): CallOrigin => calls.getStore()?.origin ?? NOWHERE;

/** What a request says of its sender. Behind trusted proxies `ip` is the address that they name. */
interface Sent {
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const USER_AGENT_MAX = 200;

function originOf({ ip, headers }: Sent): CallOrigin {
  const userAgent = headers['user-agent'];
  return { address: ip, userAgent: typeof userAgent === 'string' ? userAgent.slice(0, USER_AGENT_MAX) : null };
}

/** Everything that `work` starts belongs to the call of this request. A request is entered several times and stays one call. */
export function asCall<T>(request: Sent, work: () => T): T {
  const call = ofRequests.get(request) ?? { isLong: false, stuckMs: 0, stuckUntil: 0, origin: originOf(request) };
  ofRequests.set(request, call);
  return calls.run(call, work);
}

/** Background work that a call sets off is not part of the call. */
export const inBackground = <T>(work: () => T): T => calls.exit(work);

/** Such waits stop counting so long after they ended: a stream is one call for hours. */
const FORGOTTEN_AFTER_MS = 5_000;

/** How long a call has waited for nothing so far. */
export const stuckMsOf = (call: Call): number =>
  call.stuckUntil < performance.now() - FORGOTTEN_AFTER_MS ? 0 : call.stuckMs;

/** What a call has waited for its turn counts with what it waits for the database: its answer is due all the same. */
export function countWaited(ms: number): void {
  const call = calls.getStore();
  if (!call) return;
  call.stuckMs = stuckMsOf(call) + ms;
  call.stuckUntil = performance.now();
}

export function allowLongStatements(): void {
  const call = calls.getStore();
  if (call) call.isLong = true;
}
