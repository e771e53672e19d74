import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

const [LOCAL, DESCRIPTOR, CENTRAL, END] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50];
/** Sizes follow the content; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATE = 8;
/** 1 January 1980, midnight: the first moment a ZIP archive can name. One content always gives the same bytes. */
const FIRST_DAY = 0x0021;
const SIZE_MAX = 0xffff_ffff;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** A ZIP archive that is written as its entries come: nothing of it stays in memory but their names and sizes. */
export class ZipStream {
  private readonly entries: Entry[] = [];
  private offset = 0;

  /** One entry, packed piece by piece. */
  async *entry(
    name: string,
    content: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
  ): AsyncGenerator<Buffer> {
    const [bytes, offset] = [Buffer.from(name), this.offset];
    yield this.counted(localHeader(bytes));
    const began = this.offset;
    let [crc, size] = [0, 0];
    for await (const piece of deflated(content, (plain) => {
      crc = crc32(plain, crc);
      size += plain.length;
    })) {
      yield this.counted(piece);
    }
    const entry = { name: bytes, offset, crc, size, packed: this.offset - began };
    if (this.offset > SIZE_MAX || size > SIZE_MAX) throw new RangeError('a ZIP archive of more than 4 GB');
    this.entries.push(entry);
    yield this.counted(descriptor(entry));
  }

  /** The directory, which ends the archive. */
  end(): Buffer {
    const directory = Buffer.concat(this.entries.map(centralHeader));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(END, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.offset, 16);
    return Buffer.concat([directory, end]);
  }

  private counted(bytes: Buffer): Buffer {
    this.offset += bytes.length;
    return bytes;
  }
}

/** Packs in a thread of the runtime; `seen` gets each piece before it is packed. */
async function* deflated(
  content: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
  seen: (plain: Buffer) => void,
): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw({ level: 6 });
  const feeding = (async () => {
    for await (const piece of content) {
      const plain = typeof piece === 'string' ? Buffer.from(piece) : piece;
      seen(plain);
      if (!packer.write(plain)) await once(packer, 'drain');
    }
    packer.end();
  })();
  feeding.catch((error: unknown) => packer.destroy(error as Error));
  try {
    for await (const piece of packer) yield piece as Buffer;
    await feeding;
  } finally {
    packer.destroy();
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt16LE(FIRST_DAY, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(DESCRIPTOR, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function centralHeader({ name, offset, crc, packed, size }: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATE, 10);
  header.writeUInt16LE(FIRST_DAY, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
