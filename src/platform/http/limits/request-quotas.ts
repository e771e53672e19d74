import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '../../../messages/refusals/refusal.js';
import type { Quota, RequestLimits } from '../../config/request-limits.js';
import type { Actor } from '../../database/actor.js';
import { peerOf } from './address.js';
import { CountedQuota, policyHeader, type QuotaUse, useHeader } from './quotas.js';

/** Asked by machines that watch the service: it must be seen how it is, also while it refuses everybody. */
const UNLIMITED = new Set(['/health/live', '/health/ready', '/metrics']);
/** A wrong password counts as so many wrong keys: people choose passwords, keys are random. */
const SIGN_IN_WEIGHT = 20;
const SIGN_IN = '/v1/session';
/** How many good credentials of an address are known, so that a neighbour's guessing does not shut them out. */
const GOOD_MAX = 10_000;

interface Counted extends FastifyRequest {
  quotaUses?: QuotaUse[];
}

/**
 * Counts the requests of each key, firm and address, before their bodies are read, and says in each answer what is left. Counted in this
 * process alone: no request waits for another server only to be counted (docs/decisions/0029).
 */
export class RequestQuotas {
  private readonly key: CountedQuota | null;
  private readonly firm: CountedQuota | null;
  private readonly address: CountedQuota | null;
  private readonly attempts: CountedQuota | null;
  private readonly goodCredentials = new Set<string>();

  constructor({ quotas }: RequestLimits) {
    const counted = (policy: string, quota: Quota | null) => (quota === null ? null : new CountedQuota(policy, quota));
    this.key = counted('key', quotas.key);
    this.firm = counted('firm', quotas.firm);
    this.address = counted('address', quotas.address);
    this.attempts = counted('attempts', quotas.attempts);
  }

  /** Counts the request for its address; refuses beyond the quota, and who has sent too many wrong credentials from there. */
  async admitAddress(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const peer = peerOf(request.ip);
    const isUnlimited = UNLIMITED.has(request.routeOptions.url ?? '');
    if (this.address) {
      const use = isUnlimited ? await this.address.look(peer) : await this.address.count(peer);
      this.note(request, reply, [use]);
      if (!isUnlimited && use.exceeded) throw tooMany([use]);
    }
    const credential = credentialOf(request);
    if (!this.attempts || credential === null || isUnlimited) return;
    const attempts = await this.attempts.look(peer);
    if (!attempts.exceeded || this.goodCredentials.has(mark(peer, credential))) return;
    this.note(request, reply, [attempts]);
    throw tooMany([attempts]);
  }

  /** Counts the request for the key, or the session, and the firm of a caller who is known; refuses beyond either quota. */
  async admitCaller(actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const credential = credentialOf(request);
    if (credential !== null) this.noteGood(mark(peerOf(request.ip), credential));
    const { keyId, organisationId, sessionId } = actor;
    const by = keyId ?? sessionId;
    const uses = await Promise.all([
      ...(this.key && by ? [this.key.count(by)] : []),
      ...(this.firm && organisationId !== null ? [this.firm.count(organisationId)] : []),
    ]);
    if (uses.length === 0) return;
    this.note(request, reply, uses);
    const exceeded = uses.filter((use) => use.exceeded);
    if (exceeded.length > 0) throw tooMany(exceeded);
  }

  /** Counts an answer 401 to a credential, or to a name and a password. */
  async countFailure(request: FastifyRequest): Promise<void> {
    const isSignIn = request.method === 'POST' && request.routeOptions.url === SIGN_IN;
    if (!isSignIn && credentialOf(request) === null) return;
    await this.attempts?.count(peerOf(request.ip), isSignIn ? SIGN_IN_WEIGHT : 1);
  }

  /** The headers of an answer that the server gives where no hook sees it: what is left of the address. */
  async headersFor(address: string | undefined): Promise<Record<string, string>> {
    if (!this.address) return {};
    const use = await this.address.look(peerOf(address));
    return { 'RateLimit-Policy': policyHeader([this.address]), RateLimit: useHeader([use]) };
  }

  private note(request: Counted, reply: FastifyReply, uses: readonly QuotaUse[]): void {
    request.quotaUses = [...(request.quotaUses ?? []), ...uses];
    const named = new Set(request.quotaUses.map(({ policy }) => policy));
    const quotas = [this.key, this.firm, this.address, this.attempts].filter((quota) => quota !== null);
    void reply
      .header('RateLimit-Policy', policyHeader(quotas.filter(({ policy }) => named.has(policy))))
      .header('RateLimit', useHeader(request.quotaUses));
  }

  private noteGood(credential: string): void {
    if (this.goodCredentials.size >= GOOD_MAX) this.goodCredentials.clear();
    this.goodCredentials.add(credential);
  }
}

function tooMany(exceeded: readonly QuotaUse[]): Refusal {
  const seconds = Math.max(1, ...exceeded.map(({ secondsLeft }) => secondsLeft));
  return refuse('too-many', 'rate-limited', { seconds: String(seconds) });
}

/** What says who asks: the header of a key, or the cookies, among which a session is. */
const credentialOf = ({ headers }: FastifyRequest): string | null => headers.authorization ?? headers.cookie ?? null;

const mark = (peer: string, credential: string): string =>
  createHash('sha256').update(`${peer}\n${credential}`).digest('base64');
