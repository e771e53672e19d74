import { hasText, translate } from '../../texts';

/** Where a moment of the timeline has its word: a status that was reached, a receipt without effect and why, or what else there is. */
const AREAS = ['status', 'parked', 'happened'] as const;

/** What happened at a moment of the timeline, or what a receipt means. */
export function happenedOf(what: string): string {
  const key = AREAS.map((area) => `${area}.${what}`).find(hasText);
  return key === undefined ? what : translate(key);
}
