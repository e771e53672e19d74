const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 1 January 1980, midnight: the first moment a ZIP archive can name. */
const FIRST_DAY = 0x0021;

/**
 * The archive with the moment of every entry set to the beginning of ZIP's calendar, so that one content always gives the same
 * bytes. Content and lengths stay as they are. Throws when it is no archive, or one of more than 65,535 entries.
 */
export function withFixedTimes(archive: Buffer): Buffer {
  const fixed = Buffer.from(archive);
  const end = fixed.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || fixed.readUInt32LE(end) !== END) throw new Error('not a ZIP archive');
  let place = fixed.readUInt32LE(end + 16);
  for (let left = fixed.readUInt16LE(end + 10); left > 0; left--) {
    if (fixed.readUInt32LE(place) !== CENTRAL) throw new Error('a ZIP archive with a broken directory');
    const local = fixed.readUInt32LE(place + 42);
    for (const time of [place + 12, local + 10]) {
      fixed.writeUInt16LE(0, time);
      fixed.writeUInt16LE(FIRST_DAY, time + 2);
    }
    place += 46 + fixed.readUInt16LE(place + 28) + fixed.readUInt16LE(place + 30) + fixed.readUInt16LE(place + 32);
  }
  return fixed;
}
