import type { EventCode } from '../../shipments/domain/event-codes.js';
import { type Instant, minutesAfter } from '../../vocabulary/period.js';
import type { SeededChance } from './random.js';

/** A receipt that customs will send, or an event that the centre or the port will see. */
export type Happening =
  | {
      readonly at: Instant;
      readonly receipt: string;
      readonly text: string;
      readonly reference: string;
      readonly entryId?: string;
    }
  | { readonly at: Instant; readonly event: EventCode; readonly container: string; readonly seal?: string };

const HOUR = 60;
const DAY = 24 * HOUR;

/** What becomes of a container: most leave after a day or two; a few are opened and not re-sealed, or stay behind. */
export function playedVisitOf(chance: SeededChance, container: string, filedAt: Instant): PlayedVisit {
  const happenings: Happening[] = [];
  const event = (at: Instant, code: EventCode, seal?: string) =>
    happenings.push({ at, event: code, container, ...(seal ? { seal } : {}) });
  const stuffedAt = minutesAfter(filedAt, -chance.between(HOUR, 4 * HOUR));
  const arrivedAt = minutesAfter(filedAt, chance.between(10, 40));
  event(stuffedAt, 'STUF');
  event(arrivedAt, 'GTIN');
  const inspected = chance.happens(0.06);
  let readyAt = minutesAfter(arrivedAt, chance.between(HOUR, 5 * HOUR));
  if (inspected) {
    event(minutesAfter(arrivedAt, 30), 'CUSI');
    event(minutesAfter(arrivedAt, 90), 'STRP');
    readyAt = minutesAfter(arrivedAt, chance.between(6 * HOUR, 30 * HOUR));
    if (chance.happens(0.08)) return { happenings, releasedAt: null, inspected, departedAt: null };
    event(minutesAfter(readyAt, -20), 'RSEA', `KC${chance.between(100_000, 999_999)}`);
  }
  event(readyAt, 'CUSR');
  if (chance.happens(0.006)) return { happenings, releasedAt: readyAt, inspected, departedAt: null };
  const leftAt = minutesAfter(readyAt, chance.between(HOUR, 6 * HOUR));
  event(leftAt, 'GTOT');
  if (chance.happens(0.008)) return { happenings, releasedAt: readyAt, inspected, departedAt: null };
  const loadedAt = minutesAfter(leftAt, chance.between(DAY / 2, 2 * DAY));
  event(loadedAt, 'LOAD');
  const departedAt = minutesAfter(loadedAt, chance.between(6 * HOUR, DAY));
  event(departedAt, 'DEPA');
  return { happenings, releasedAt: readyAt, inspected, departedAt };
}

export interface PlayedVisit {
  readonly happenings: readonly Happening[];
  readonly releasedAt: Instant | null;
  readonly departedAt: Instant | null;
  readonly inspected: boolean;
}

/** What customs says of a declaration in that container. Some never get a word, some come back, some are never closed. */
export function receiptsOf(
  chance: SeededChance,
  declaration: { reference: string; entryId: string },
  filedAt: Instant,
  visit: PlayedVisit,
): Happening[] {
  const receipts: Happening[] = [];
  const receipt = (at: Instant, code: string, text: string, numbered = true) =>
    receipts.push({
      at,
      receipt: code,
      text,
      reference: declaration.reference,
      ...(numbered ? { entryId: declaration.entryId } : {}),
    });
  if (chance.happens(0.004)) return receipts;
  const acceptedAt = minutesAfter(filedAt, chance.between(5, 50));
  if (chance.happens(0.012)) {
    receipt(acceptedAt, 'E', '退单：申报要素与随附单证不符', false);
    return receipts;
  }
  receipt(acceptedAt, 'L', '海关已接收');
  if (visit.inspected) receipt(minutesAfter(acceptedAt, 30), 'C', '出口查验通知');
  if (visit.releasedAt === null) return receipts;
  receipt(minutesAfter(visit.releasedAt, -5), 'P', '海关已放行');
  if (chance.happens(0.002)) receipt(minutesAfter(visit.releasedAt, 10), 'q', '未登记的回执代码');
  if (visit.departedAt === null || chance.happens(0.015)) return receipts;
  receipt(minutesAfter(visit.departedAt, chance.between(2 * HOUR, 3 * DAY)), 'R', '已结关');
  // Some channels repeat themselves; nothing may come of it.
  if (chance.happens(0.05)) receipt(receipts.at(-1)?.at ?? acceptedAt, 'R', '已结关');
  return receipts;
}
