import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { inSteps } from '../platform/in-slices.js';
import type { Anchor } from './anchors.js';
import type { AuditVerification } from './audit.dto.js';
import { GENESIS } from './domain/chain.js';
import { type TrailFault, faultOfEntries, faultOfSeal } from './domain/check-seals.js';
import { AuditSeals } from './seals.service.js';
import {
  chainId,
  countTrail,
  trailEntries,
  intruder,
  lostUnsealed,
  sealAfter,
  type SealHead,
} from './seals.repository.js';

/** Computes the chain of the audit trail anew, in slices, and compares it with what was anchored outside the database. */
@Injectable()
export class AuditVerifications {
  constructor(
    private readonly database: Database,
    private readonly seals: AuditSeals,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What is committed and not sealed yet is sealed first, so that nothing is left out. */
  async verify(): Promise<AuditVerification> {
    await this.seals.sealAll();
    const held = await this.seals.anchors.read();
    const chain = await this.database.transaction(SYSTEM, chainId);
    const anchors = held.filter((anchor) => anchor.chain === chain);
    const found = await this.database.transaction(SYSTEM, (tx) => this.verifyIn(tx, anchors), { snapshot: true });
    const otherAnchors = held.length - anchors.length;
    const firstBroken = found.firstBroken ?? this.faultOfOtherAnchors(otherAnchors);
    const { last, ...rest } = found;
    return {
      valid: firstBroken === null,
      ...{ entries: rest.entries, unsealed: rest.unsealed, seals: rest.seals },
      sealedTo: last.sealedAt === '' ? null : last.sealedAt,
      sealedHash: last.sealedAt === '' ? null : last.hash,
      anchors: anchors.length,
      otherAnchors,
      firstBroken,
    };
  }

  /** A trial may use one directory for several databases. In production another chain means that somebody has begun a new one. */
  private faultOfOtherAnchors(otherAnchors: number): TrailFault | null {
    if (otherAnchors === 0 || !this.config.production) return null;
    return { what: 'anchor-differs', seal: null, entry: null };
  }

  private async verifyIn(tx: Tx, anchors: readonly Anchor[]) {
    const counts = await countTrail(tx);
    const anchored = anchorsByNumber(anchors);
    let last: SealHead = { number: 0, sealedAt: '', hash: GENESIS };
    let sealed = 0;
    let firstBroken: TrailFault | null = anchored.conflict;
    while (firstBroken === null) {
      const seal = await sealAfter(tx, last.number);
      if (!seal) break;
      firstBroken =
        faultOfSeal(seal, last) ??
        faultOfAnchor(seal, anchored.hashes) ??
        (await inSteps(faultOfEntries(seal, await trailEntries(tx, seal.entryIds))));
      sealed += seal.digests.length;
      last = { number: seal.number, sealedAt: seal.sealedAt, hash: seal.hash };
    }
    firstBroken ??= faultBeyond(last, anchors) ?? (await faultOfCounts(tx, counts, sealed));
    return { ...counts, seals: last.number, last, firstBroken };
  }
}

/** Two anchors of one number that differ: two databases have gone on from the same seal, one of them brought back. */
function anchorsByNumber(anchors: readonly Anchor[]): {
  hashes: ReadonlyMap<number, string>;
  conflict: TrailFault | null;
} {
  const hashes = new Map<number, string>();
  for (const { number, hash } of anchors) {
    if ((hashes.get(number) ?? hash) !== hash) {
      return { hashes, conflict: { what: 'anchor-differs', seal: number, entry: null } };
    }
    hashes.set(number, hash);
  }
  return { hashes, conflict: null };
}

const faultOfAnchor = ({ number, hash }: SealHead, hashes: ReadonlyMap<number, string>): TrailFault | null =>
  (hashes.get(number) ?? hash) === hash ? null : { what: 'anchor-differs', seal: number, entry: null };

/** What was anchored and is not there any more: the end was cut off, or an old backup brought back. */
function faultBeyond(last: SealHead, anchors: readonly Anchor[]): TrailFault | null {
  const beyond = anchors.reduce(
    (least, { number }) => (number > last.number ? Math.min(least, number) : least),
    Infinity,
  );
  return beyond === Infinity ? null : { what: 'seal-missing', seal: beyond, entry: null };
}

/** Every entry is in one seal, or noted for the next. */
async function faultOfCounts(
  tx: Tx,
  { entries, unsealed }: { entries: number; unsealed: number },
  sealed: number,
): Promise<TrailFault | null> {
  const lost = unsealed === 0 ? null : await lostUnsealed(tx);
  if (lost) return { what: 'entry-deleted', seal: null, entry: lost.id };
  if (entries === sealed + unsealed) return null;
  const inserted = await intruder(tx);
  return { what: inserted ? 'entry-inserted' : 'entry-deleted', seal: null, entry: inserted?.id ?? null };
}
