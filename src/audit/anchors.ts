import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SealHead } from './seals.repository.js';

/** A seal as it was written down outside the database. */
export interface Anchor extends SealHead {
  /** Of which database it is. */
  readonly chain: string;
}

/**
 * A file outside the database to which the hash of each seal is appended, one JSON object a line. Who can change the whole database,
 * or brings back an old one, does not reach what was copied from here.
 */
export class AnchorFile {
  private hasAppended = false;

  constructor(readonly path: string) {}

  /** Lines that are cut or unreadable count as none: the file may have been written to when the power went. */
  async read(): Promise<Anchor[]> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return text.split('\n').flatMap(anchorIn);
  }

  /** On the disk when this resolves. */
  async append(anchors: readonly Anchor[]): Promise<void> {
    if (anchors.length === 0) return;
    await mkdir(dirname(this.path), { recursive: true });
    const lines = anchors.map(
      ({ chain, number, sealedAt, hash }) => `${JSON.stringify({ chain, number, sealedAt, hash })}\n`,
    );
    // A line that was cut by a power failure ends here, and not in the middle of the next one.
    const begin = this.hasAppended ? '' : '\n';
    await appendFile(this.path, begin + lines.join(''), { mode: 0o600, flush: true });
    this.hasAppended = true;
  }
}

function anchorIn(line: string): Anchor[] {
  try {
    const anchor = JSON.parse(line) as Partial<Anchor> | null;
    if (!anchor || !Number.isInteger(anchor.number) || typeof anchor.hash !== 'string') return [];
    return [
      { chain: String(anchor.chain), number: anchor.number ?? 0, sealedAt: String(anchor.sealedAt), hash: anchor.hash },
    ];
  } catch {
    return [];
  }
}
