import { types } from 'pg';

const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * Type parsers of our pool only (BullMQ's pool keeps the driver's own).
 * A `date` must never become a JS Date: it would be a different day in another host time zone.
 */
export const ourTypes = {
  getTypeParser(oid: number, format?: string): (value: string) => unknown {
    if (oid === DATE) return (value) => value;
    if (oid === TIMESTAMPTZ) return (value) => new Date(value).toISOString();
    return types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
  },
};
