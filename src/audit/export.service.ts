import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { assertRange } from '../messages/refusals/range.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { inSlices } from '../platform/in-slices.js';
import { Clock } from '../vocabulary/clock.js';
import { endOfDay, startOfDay } from '../vocabulary/period.js';
import type { AuditExportQuery } from './audit.dto.js';
import { GENESIS } from './domain/chain.js';
import { EXPORT_FORMAT } from './domain/check-file.js';
import { AuditSeals } from './seals.service.js';
import { chainId, trailEntries, sealAfter, sealsAfter, sealsBetween } from './seals.repository.js';

/** The trail as a file that is checked without a database: its seals with their entries. */
@Injectable()
export class AuditExports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly seals: AuditSeals,
  ) {}

  /**
   * Seals first what is committed, then gives JSON lines: a header, each seal that has an entry of these days, or lies between two that
   * have, followed by all its entries, and a footer with the SHA-256 of everything above it. Seals stay whole, with the few entries of
   * other days that were sealed together with these: one that was left out could not be distinguished from one that was removed.
   */
  async lines({ from, to }: AuditExportQuery): Promise<AsyncGenerator<string>> {
    assertRange({ from, to });
    await this.seals.sealAll();
    const since = from === undefined ? null : startOfDay(from);
    const until = to === undefined ? null : endOfDay(to);
    const found = await this.database.transaction(SYSTEM, (tx) => sealsBetween(tx, { since, until }));
    const { first, last } = found ?? { first: null, last: null };
    return this.write({ from: from ?? null, to: to ?? null, first: first ?? 1, last: last ?? 0 });
  }

  private async *write(asked: Asked): AsyncGenerator<string> {
    const { from, to, first, last } = asked;
    const sum = createHash('sha256');
    const line = (value: object): string => {
      const text = `${JSON.stringify(value)}\n`;
      sum.update(text, 'utf8');
      return text;
    };
    const exportedAt = this.clock.now().toISOString();
    const previous = await this.hashBefore(first);
    const chain = await this.database.transaction(SYSTEM, chainId);
    yield line({ type: 'header', format: EXPORT_FORMAT, chain, from, to, exportedAt, previous, before: first - 1 });
    let entries = 0;
    let hash = previous;
    for (let number = first; number <= last; number++) {
      const read = await this.database.transaction(SYSTEM, async (tx) => {
        const seal = await sealAfter(tx, number - 1);
        return seal && { seal, entries: await trailEntries(tx, seal.entryIds) };
      });
      if (!read) throw new Error(`Seal ${number} of the audit trail is gone.`);
      const { seal } = read;
      hash = seal.hash;
      const { sealedAt, digests, previous: follows } = seal;
      yield line({ type: 'seal', number, sealedAt, digests, previous: follows, hash });
      const lines = await inSlices(read.entries, ({ entry }, place) =>
        line({ type: 'entry', seal: seal.number, place, entry }),
      );
      entries += lines.length;
      yield lines.join('');
    }
    const footer = { type: 'footer', seals: Math.max(0, last - first + 1), entries, hash };
    yield `${JSON.stringify({ ...footer, sha256: sum.digest('hex') })}\n`;
  }

  private async hashBefore(number: number): Promise<string> {
    if (number <= 1) return GENESIS;
    const [before] = await this.database.transaction(SYSTEM, (tx) => sealsAfter(tx, number - 2, 1));
    return before?.hash ?? GENESIS;
  }
}

interface Asked {
  readonly from: string | null;
  readonly to: string | null;
  readonly first: number;
  readonly last: number;
}
