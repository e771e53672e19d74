import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Quota } from '../../config/request-limits.js';

/** What has been used of a quota by one who asks. */
export interface QuotaUse {
  /** The name of the policy in the headers. */
  readonly policy: string;
  readonly left: number;
  /** Until the quota is whole again. */
  readonly secondsLeft: number;
  readonly exceeded: boolean;
}

/**
 * One quota, counted in this process for each who asks: a window begins with the first request and lasts as long as the quota says, so
 * that exactly as many requests get through as the headers say.
 */
export class CountedQuota {
  private readonly limiter: RateLimiterMemory;

  constructor(
    readonly policy: string,
    readonly quota: Quota,
  ) {
    this.limiter = new RateLimiterMemory({ points: quota.requests, duration: quota.seconds });
  }

  /** Counts a request, or as many as `weight`. */
  async count(who: string, weight = 1): Promise<QuotaUse> {
    const { consumedPoints, msBeforeNext } = await this.limiter.penalty(who, weight);
    return this.use(consumedPoints, msBeforeNext);
  }

  /** What has been used so far; counts nothing. `exceeded`: there is nothing left. */
  async look(who: string): Promise<QuotaUse> {
    const found = await this.limiter.get(who);
    const use = this.use(found?.consumedPoints ?? 0, found?.msBeforeNext ?? 0);
    return { ...use, exceeded: use.left === 0 };
  }

  private use(consumed: number, msBeforeNext: number): QuotaUse {
    const { requests } = this.quota;
    return {
      policy: this.policy,
      left: Math.max(0, requests - consumed),
      secondsLeft: Math.max(0, Math.ceil(msBeforeNext / 1_000)),
      exceeded: consumed > requests,
    };
  }
}

/** The value of RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers): each quota that holds for the answer. */
export const policyHeader = (quotas: readonly CountedQuota[]): string =>
  quotas.map(({ policy, quota }) => `"${policy}";q=${quota.requests};w=${quota.seconds}`).join(', ');

/** The value of RateLimit: what is left of each, and the seconds until it is whole again. */
export const useHeader = (uses: readonly QuotaUse[]): string =>
  uses.map(({ policy, left, secondsLeft }) => `"${policy}";r=${left};t=${secondsLeft}`).join(', ');
