import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SealHead } from './seals.repository.js';

/** A seal as it was written down outside the database. */
export type Anchor = SealHead;

/**
 * A file outside the database to which the hash of each seal is appended, one JSON object a line. Who can change the whole database,
 * or brings back an old one, does not reach what was copied from here.
 */
export class AnchorFile {
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
    const lines = anchors.map(({ number, sealedAt, hash }) => `${JSON.stringify({ number, sealedAt, hash })}\n`);
    await appendFile(this.path, lines.join(''), { mode: 0o600, flush: true });
  }
}

function anchorIn(line: string): Anchor[] {
  try {
    const anchor = JSON.parse(line) as Partial<Anchor> | null;
    if (!anchor || !Number.isInteger(anchor.number) || typeof anchor.hash !== 'string') return [];
    return [{ number: anchor.number ?? 0, sealedAt: String(anchor.sealedAt), hash: anchor.hash }];
  } catch {
    return [];
  }
}
