import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { FaultPoints } from '../platform/fault-points.js';
import { inSlices } from '../platform/in-slices.js';
import { Every } from '../platform/periodic-work.js';
import { Clock } from '../vocabulary/clock.js';
import { AnchorFile } from './anchors.js';
import { type CanonicalEntry, entryDigest, GENESIS, sealOver } from './domain/chain.js';
import {
  chainId,
  trailEntries,
  insertSeal,
  lastSeal,
  removeUnsealed,
  type SealHead,
  sealsAfter,
  unsealedIds,
} from './seals.repository.js';

const SEAL_EVERY_MS = 5_000;
const ENTRIES_MAX = 1_000;
const ANCHORS_MAX = 1_000;
/** Of two processes that seal at the same time, one does and the other goes home. */
const SEAL_LOCK = 4_039_103_901;

/**
 * Seals what has been committed since the last seal: a hash over each entry, and over all of them with the hash before. A transaction
 * that is still open is sealed with a later seal, because nothing of it is seen here: no order of commits puts anything under a seal that
 * is made.
 */
@Injectable()
export class AuditSeals {
  readonly anchors: AnchorFile;
  private readonly log = new Logger('audit');
  private anchoredTo: number | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly faultPoints: FaultPoints,
    @Inject(CONFIG) config: Config,
  ) {
    this.anchors = new AnchorFile(config.auditAnchorFile);
  }

  @Every(SEAL_EVERY_MS, 'the audit trail was not sealed')
  async sealAndAnchor(): Promise<void> {
    await this.sealAll();
    this.faultPoints.reached('audit-sealed');
    await this.anchor();
  }

  /** Seals everything that is committed; returns how many entries that were. */
  async sealAll(): Promise<number> {
    let all = 0;
    for (;;) {
      const sealed = await this.database.transaction(SYSTEM, (tx) => this.sealSome(tx));
      all += sealed;
      if (sealed < ENTRIES_MAX) return all;
    }
  }

  /**
   * Appends to the file what it lacks, also what a process has sealed that was killed before it anchored, or whose line was cut. Each
   * process that seals has its own file, or shares one: a line twice says the same.
   */
  async anchor(): Promise<void> {
    const chain = await this.database.transaction(SYSTEM, chainId);
    this.anchoredTo ??= lastWithoutGap((await this.anchors.read()).filter((anchor) => anchor.chain === chain));
    for (;;) {
      const from: number = this.anchoredTo;
      const seals: SealHead[] = await this.database.transaction(SYSTEM, (tx) => sealsAfter(tx, from, ANCHORS_MAX));
      const last = seals.at(-1);
      if (!last) return;
      await this.anchors.append(seals.map((seal) => ({ chain, ...seal })));
      this.anchoredTo = last.number;
      this.log.log(`The audit trail is sealed to ${last.number}, ${last.hash}.`);
    }
  }

  private async sealSome(tx: Tx): Promise<number> {
    const lock = await tx.one<{ isMine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS "isMine"', [SEAL_LOCK]);
    // The lock comes first, in a statement of its own: the next one sees what its last holder has committed.
    if (!lock?.isMine) return 0;
    const ids = await unsealedIds(tx, ENTRIES_MAX);
    if (ids.length === 0) return 0;
    const last: SealHead | null = await lastSeal(tx);
    const entries = (await trailEntries(tx, ids)).flatMap(({ entry }): CanonicalEntry[] => (entry ? [entry] : []));
    const digests = await inSlices(entries, entryDigest);
    const sealedAt = this.clock.now().toISOString();
    const previous = last?.hash ?? GENESIS;
    await insertSeal(tx, sealOver({ number: (last?.number ?? 0) + 1, sealedAt, digests, previous }), entries);
    const removed = await removeUnsealed(tx, ids);
    if (removed !== entries.length) throw new Error(`${removed} of ${entries.length} entries were noted for the seal.`);
    return entries.length;
  }
}

function lastWithoutGap(anchors: readonly Pick<SealHead, 'number'>[]): number {
  const numbers = new Set(anchors.map(({ number }) => number));
  let last = 0;
  while (numbers.has(last + 1)) last++;
  return last;
}
