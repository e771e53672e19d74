import { createInflateRaw } from 'node:zlib';
import { UnreadableWorkbook } from './unreadable.js';

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
/** The end of an archive stands within so many bytes: behind it there may be a comment. */
const END_WITHIN = 65_557;
const PARTS_MAX = 2_000;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;
/** What all parts that are read may unpack to: a few megabytes can claim to be terabytes. */
export const UNPACKED_BYTES_MAX = 800 * 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

interface Part {
  readonly offset: number;
  readonly packed: number;
  readonly method: number;
}

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** The beginning of what Excel saved until 2003, and of a workbook with a password. */
export const looksLikeCompoundFile = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;

/** The parts of a ZIP archive by name, unpacked piece by piece under one limit for all of them. */
export class ZipParts {
  private unpacked = 0;

  private constructor(
    private readonly bytes: Buffer,
    private readonly parts: ReadonlyMap<string, Part>,
  ) {}

  /** Reads the directory. Throws {@link UnreadableWorkbook} for what is no archive, a broken or a locked one. */
  static open(content: Uint8Array): ZipParts {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    try {
      return new ZipParts(bytes, directoryOf(bytes));
    } catch (error) {
      if (error instanceof RangeError) throw new UnreadableWorkbook('broken-archive');
      throw error;
    }
  }

  has(name: string): boolean {
    return this.parts.has(name);
  }

  /** The text of a part, piece by piece; nothing for one that is not there. */
  async *text(name: string): AsyncGenerator<string> {
    const part = this.parts.get(name);
    if (!part) return;
    const decoder = new TextDecoder('utf-8');
    for await (const piece of this.pieces(part)) {
      this.unpacked += piece.length;
      if (this.unpacked > UNPACKED_BYTES_MAX) throw new UnreadableWorkbook('too-large-unpacked');
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  }

  private async *pieces({ offset, packed, method }: Part): AsyncGenerator<Buffer> {
    const start = this.startOf(offset);
    const content = this.bytes.subarray(start, start + packed);
    if (content.length < packed) throw new UnreadableWorkbook('broken-archive');
    if (method === STORED) return yield content;
    if (method !== DEFLATED) throw new UnreadableWorkbook('broken-archive');
    const inflate = createInflateRaw();
    inflate.on('error', () => undefined);
    const feeding = feed(inflate, content);
    try {
      for await (const piece of inflate) yield piece as Buffer;
    } catch {
      throw new UnreadableWorkbook('broken-archive');
    } finally {
      inflate.destroy();
      await feeding;
    }
  }

  private startOf(offset: number): number {
    if (offset + 30 > this.bytes.length || this.bytes.readUInt32LE(offset) !== LOCAL) {
      throw new UnreadableWorkbook('broken-archive');
    }
    return offset + 30 + this.bytes.readUInt16LE(offset + 26) + this.bytes.readUInt16LE(offset + 28);
  }
}

/** No more is unpacked than is asked for: the rest waits packed. */
async function feed(inflate: ReturnType<typeof createInflateRaw>, content: Buffer): Promise<void> {
  for (let at = 0; at < content.length && !inflate.destroyed; at += PIECE_BYTES) {
    const isTaken = inflate.write(content.subarray(at, at + PIECE_BYTES));
    if (!isTaken && !inflate.destroyed) {
      await new Promise<void>((resolve) => {
        inflate.once('drain', resolve);
        inflate.once('close', resolve);
      });
    }
  }
  if (!inflate.destroyed) inflate.end();
}

function directoryOf(bytes: Buffer): Map<string, Part> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < bytes.length - END_WITHIN || bytes.readUInt32LE(end) !== END) {
    throw new UnreadableWorkbook('broken-archive');
  }
  const count = bytes.readUInt16LE(end + 10);
  if (count > PARTS_MAX) throw new UnreadableWorkbook('too-many-parts');
  const parts = new Map<string, Part>();
  let place = bytes.readUInt32LE(end + 16);
  for (let left = count; left > 0; left--) {
    if (bytes.readUInt32LE(place) !== CENTRAL) throw new UnreadableWorkbook('broken-archive');
    if ((bytes.readUInt16LE(place + 8) & ENCRYPTED) !== 0) throw new UnreadableWorkbook('encrypted-or-xls');
    const nameLength = bytes.readUInt16LE(place + 28);
    const name = bytes.toString('utf8', place + 46, place + 46 + nameLength).replace(/^\//, '');
    parts.set(name, {
      offset: bytes.readUInt32LE(place + 42),
      packed: bytes.readUInt32LE(place + 20),
      method: bytes.readUInt16LE(place + 10),
    });
    place += 46 + nameLength + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32);
  }
  return parts;
}
