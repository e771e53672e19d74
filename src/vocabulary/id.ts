import { randomUUID } from 'node:crypto';
import { machineMilliseconds } from './clock.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

let last = { millisecond: 0, counter: 0 };

/**
 * A new UUID v7 (RFC 9562): 48 bits of machine time, a 12-bit counter, 62 random bits. Ids of one process rise strictly,
 * even within a millisecond or when the machine's clock is set back, so rows keep the order in which they were made.
 */
export const newId = (): string => {
  // Node keeps random bytes for these in store; asking the system for every id cost more than all the rest of one.
  const random = randomUUID();
  const present = machineMilliseconds();
  if (present > last.millisecond)
    last = { millisecond: present, counter: Number.parseInt(random.slice(0, 3), 16) & 0x7ff };
  else if (last.counter < 0xfff) last = { ...last, counter: last.counter + 1 };
  else last = { millisecond: last.millisecond + 1, counter: 0 };
  const time = last.millisecond.toString(16).padStart(12, '0');
  const counter = last.counter.toString(16).padStart(3, '0');
  // From here on a version 4 has what a version 7 has: the two bits of the variant, and 62 random ones.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${random.slice(19)}`;
};

/** Whether the text has the shape of an id. Any UUID passes: an id we never gave is "not there", not malformed. */
export const isId = (text: string): boolean => UUID.test(text);
