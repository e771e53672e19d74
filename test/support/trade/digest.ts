import { createHash } from 'node:crypto';
import type { ClearanceItem, ClearanceRun } from '../../../src/clearance/clearance.query.js';

const ms = (instant: string | null): number => Date.parse(instant ?? '');

/** The digest of a day's clearance, computed from what the service answers, as the documented encoding says. */
export function digestOf(run: ClearanceRun & { items: ClearanceItem[] }): string {
  const head = [run.market, run.date, ms(run.cutOffAt), run.broughtForward, run.opened, run.cleared, run.carriedOver];
  const lines = run.items.map((item) => [
    item.kind,
    item.subject.type,
    item.subject.id,
    item.subject.type === 'shipment' ? item.subject.number : item.subject.reference,
    ms(item.openedAt),
    ms(item.dueAt),
    item.level,
    item.owner,
    item.calendarPublished,
  ]);
  const excluded = (run.excluded ?? []).map((firm) => ['parked', firm.broker, firm.reason, firm.broughtForward]);
  const text = [head, ...lines, ...excluded].map((line) => JSON.stringify(line)).join('\n');
  return createHash('sha256').update(text).digest('hex');
}
