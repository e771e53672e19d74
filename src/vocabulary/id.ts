import { randomBytes } from 'node:crypto';
import { machineMilliseconds } from './clock.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

let last = { millisecond: 0, counter: 0 };

/**
 * A new UUID v7 (RFC 9562): 48 bits of machine time, a 12-bit counter, 62 random bits. Ids of one process rise strictly,
 * even within a millisecond or when the machine's clock is set back, so rows keep the order in which they were made.
 */
export const newId = (): string => {
  const bytes = randomBytes(16);
  const present = machineMilliseconds();
  if (present > last.millisecond) last = { millisecond: present, counter: bytes.readUInt16BE(6) & 0x7ff };
  else if (last.counter < 0xfff) last = { ...last, counter: last.counter + 1 };
  else last = { millisecond: last.millisecond + 1, counter: 0 };
  bytes.writeUIntBE(last.millisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | last.counter, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** Whether the text has the shape of an id. Any UUID passes: an id we never gave is "not there", not malformed. */
export const isId = (text: string): boolean => UUID.test(text);
