/** What a hash costs to compute, as scrypt counts it. */
export interface HashCost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MB and about 0.2 s (OWASP, Password Storage Cheat Sheet). */
export const DEFAULT_HASH_COST: HashCost = { log2N: 15, r: 8, p: 3 };

/** The cost as an injection token, because interfaces do not exist at run time. */
export const HASH_COST = Symbol('HashCost');
