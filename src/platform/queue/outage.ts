import type { Logger } from '@nestjs/common';
import { unavailabilityOf } from '../database/unavailable.js';

/** What ioredis and our own backend throw while Redis is away. */
const REDIS_AWAY = /^Connection is closed|^Stream isn't writeable|max retries per request|^Redis is away/;

/** Whether work failed because a server is away: that is logged once, where it is noticed, and not by each that meets it. */
export function isOutage(error: unknown): boolean {
  const kind = unavailabilityOf(error);
  return (kind !== null && kind !== 'busy') || (error instanceof Error && REDIS_AWAY.test(error.message));
}

/** Logs why recurring work did not get on, unless by an outage: the log would have a line for each of its attempts. */
export function warnUnlessOutage(log: Logger, work: string, error: unknown): void {
  if (!isOutage(error)) log.warn(`${work}: ${error instanceof Error ? error.message : String(error)}`);
}
