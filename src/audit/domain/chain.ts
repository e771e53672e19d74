import { createHash } from 'node:crypto';
import { rfc8785Json } from './canonical.js';

/** What is hashed, to the byte, is written down in docs/decisions/0028; another encoding gets another name. */
export const SEAL_FORMAT = 'loomgate-audit-seal/1';
/** What the first seal follows. */
export const GENESIS = '0'.repeat(64);
const DIGEST_BYTES = 32;

/** An entry of the trail as it is hashed and exported: members without a value are left out. */
export type CanonicalEntry = Readonly<Record<string, unknown>> & { readonly id: string; readonly at: string };

/** A seal over some entries and, by `previous`, over all that were sealed before them. */
export interface Seal {
  readonly number: number;
  readonly sealedAt: string;
  /** SHA-256 of each entry, in hexadecimal, in the order in which they were sealed. */
  readonly digests: readonly string[];
  /** The hash of the seal before. */
  readonly previous: string;
  readonly hash: string;
}

export const entryDigest = (entry: CanonicalEntry): string => sha256(rfc8785Json(entry));

/** The hash of a seal: over everything that it says. */
export const hashOf = ({ number, sealedAt, digests, previous }: Omit<Seal, 'hash'>): string =>
  sha256(rfc8785Json({ format: SEAL_FORMAT, number, sealedAt, digests, previous }));

export const sealOver = (wanted: Omit<Seal, 'hash'>): Seal => ({ ...wanted, hash: hashOf(wanted) });

/** Digests as they are stored: one after the other. */
export const packedDigests = (digests: readonly string[]): Buffer => Buffer.from(digests.join(''), 'hex');

export function unpackedDigests(bytes: Buffer): string[] {
  return Array.from({ length: Math.ceil(bytes.length / DIGEST_BYTES) }, (_, place) =>
    bytes.subarray(place * DIGEST_BYTES, (place + 1) * DIGEST_BYTES).toString('hex'),
  );
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
