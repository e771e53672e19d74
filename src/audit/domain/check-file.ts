import { createHash } from 'node:crypto';
import { type CanonicalEntry, entryDigest, type Seal } from './chain.js';
import { type TrailFault, faultOfSeal } from './check-seals.js';

export const EXPORT_FORMAT = 'loomgate-audit-export/1';

/** What a file turned out to be. */
export interface FileVerdict {
  readonly seals: number;
  readonly entries: number;
  readonly lastSeal: number;
  readonly lastHash: string;
  /** The line and what is wrong with it; null: nothing. */
  readonly fault: { readonly line: number; readonly reason: string } | null;
}

interface Header {
  readonly type: 'header';
  readonly format: string;
  readonly to: string | null;
  readonly previous: string;
  readonly before: number;
}
interface SealLine extends Seal {
  readonly type: 'seal';
}
interface EntryLine {
  readonly type: 'entry';
  readonly seal: number;
  readonly place: number;
  readonly entry: CanonicalEntry | null;
}
interface Footer {
  readonly type: 'footer';
  readonly seals: number;
  readonly entries: number;
  readonly hash: string;
  readonly sha256: string;
}
type Line = Header | SealLine | EntryLine | Footer;

/** Checks the lines of an exported trail one after the other, without a database. `anchors` are hashes of seals known from elsewhere. */
export class FileCheck {
  private readonly sum = createHash('sha256');
  private header: Header | null = null;
  private seal: SealLine | null = null;
  private last = { number: 0, hash: '' };
  private placeBefore = -1;
  private counts = { lines: 0, seals: 0, entries: 0 };
  private footer: Footer | null = null;
  private fault: FileVerdict['fault'] = null;

  constructor(private readonly anchors: ReadonlyMap<number, string> = new Map()) {}

  /** Returns whether the next line is wanted. */
  add(text: string): boolean {
    this.counts.lines++;
    const reason = this.footer ? 'there is something after the footer' : this.reasonAgainst(text);
    if (reason !== null) this.fault ??= { line: this.counts.lines, reason };
    return this.fault === null;
  }

  end(): FileVerdict {
    if (this.fault === null && !this.footer) {
      this.fault = { line: this.counts.lines, reason: 'the footer is missing: the end was cut off' };
    }
    const { seals, entries } = this.counts;
    return { seals, entries, lastSeal: this.last.number, lastHash: this.last.hash, fault: this.fault };
  }

  private reasonAgainst(text: string): string | null {
    let line: Line | null;
    try {
      line = JSON.parse(text) as Line | null;
    } catch {
      return 'it is not JSON';
    }
    if (line?.type === 'footer') return this.endWith(line);
    this.sum.update(`${text}\n`, 'utf8');
    if (line?.type === 'header') return this.begin(line);
    if (!this.header) return 'the header is missing';
    if (line?.type === 'seal') return this.follow(line);
    if (line?.type === 'entry') return this.place(line);
    return 'it is no header, seal, entry or footer';
  }

  private begin(header: Header): string | null {
    if (this.header) return 'there is a second header';
    if (header.format !== EXPORT_FORMAT) return `its format is not ${EXPORT_FORMAT}`;
    this.header = header;
    this.last = { number: header.before, hash: header.previous };
    return null;
  }

  private follow(seal: SealLine): string | null {
    const missing = this.missingEntry();
    if (missing !== null) return missing;
    const { number, sealedAt, digests, previous, hash } = seal;
    const fault: TrailFault | null = faultOfSeal({ number, sealedAt, digests, previous, hash }, this.last);
    if (fault) return `${fault.what} ${fault.seal}`;
    if ((this.anchors.get(number) ?? hash) !== hash) return `anchor-differs ${number}`;
    this.seal = seal;
    this.last = { number, hash };
    this.placeBefore = -1;
    this.counts.seals++;
    return null;
  }

  private place({ seal, place, entry }: EntryLine): string | null {
    if (!this.seal || seal !== this.seal.number) return `entry-inserted: it stands under another seal than ${seal}`;
    if (place <= this.placeBefore) return `entries-reordered in seal ${seal}`;
    const missing = this.missingEntry(place);
    if (missing !== null) return missing;
    if (entry === null) return `entry-deleted from seal ${seal}`;
    const expected = this.seal.digests[place];
    if (expected === undefined) return `entry-inserted: seal ${seal} has no place ${place}`;
    const digest = entryDigest(entry);
    if (digest !== expected) {
      return `${this.seal.digests.includes(digest) ? 'entries-reordered' : 'entry-edited'} in seal ${seal}: ${entry.id}`;
    }
    this.placeBefore = place;
    this.counts.entries++;
    return null;
  }

  /** Seals are exported whole. */
  private missingEntry(place = this.seal?.digests.length ?? 0): string | null {
    if (!this.seal || place === this.placeBefore + 1) return null;
    return `entry-deleted from seal ${this.seal.number}: place ${this.placeBefore + 1} is missing`;
  }

  private endWith(footer: Footer): string | null {
    const missing = this.missingEntry();
    if (missing !== null) return missing;
    this.footer = footer;
    const { seals, entries } = this.counts;
    if (footer.seals !== seals) return `seal-missing: ${footer.seals} seals were exported, ${seals} are here`;
    if (footer.entries !== entries)
      return `entry-deleted: ${footer.entries} entries were exported, ${entries} are here`;
    if (footer.hash !== this.last.hash) return 'seal-missing: the last seal is not the one that was exported';
    if (footer.sha256 !== this.sum.digest('hex')) return 'the SHA-256 of the file is another';
    if (this.header?.to !== null) return null;
    const beyond = [...this.anchors.keys()].find((number) => number > this.last.number);
    return beyond === undefined ? null : `seal-missing ${beyond}: it was anchored, and the trail ends before it`;
  }
}
