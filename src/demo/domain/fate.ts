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

/**
 * What becomes of a container: in a well-run centre it is at sea the next day. A few inspections take a day longer, a few containers stay
 * behind or miss their vessel; each is mended in the end, so that what is open is of these days and not of all.
 */
export function playedVisitOf(chance: SeededChance, container: string, filedAt: Instant): PlayedVisit {
  const happenings: Happening[] = [];
  const event = (at: Instant, code: EventCode, seal?: string) =>
    happenings.push({ at, event: code, container, ...(seal ? { seal } : {}) });
  const arrivedAt = minutesAfter(filedAt, chance.between(10, 40));
  event(minutesAfter(filedAt, -chance.between(HOUR, 4 * HOUR)), 'STUF');
  event(arrivedAt, 'GTIN');
  const inspected = chance.happens(0.06);
  let releasedAt = minutesAfter(arrivedAt, chance.between(HOUR, 5 * HOUR));
  if (inspected) {
    event(minutesAfter(arrivedAt, 30), 'CUSI');
    event(minutesAfter(arrivedAt, 90), 'STRP');
    releasedAt = minutesAfter(arrivedAt, chance.between(2 * HOUR, 7 * HOUR) + (chance.happens(0.08) ? DAY : 0));
    event(minutesAfter(releasedAt, -40), 'INSP');
    event(minutesAfter(releasedAt, -20), 'RSEA', `KC${chance.between(100_000, 999_999)}`);
  }
  event(releasedAt, 'CUSR');
  const leftAt = minutesAfter(releasedAt, chance.between(HOUR, 6 * HOUR) + (chance.happens(0.006) ? 2 * DAY : 0));
  event(leftAt, 'GTOT');
  const loadedAt = minutesAfter(leftAt, chance.between(3 * HOUR, 10 * HOUR) + (chance.happens(0.008) ? 8 * DAY : 0));
  event(loadedAt, 'LOAD');
  const departedAt = minutesAfter(loadedAt, chance.between(2 * HOUR, 8 * HOUR));
  event(departedAt, 'DEPA');
  return { happenings, releasedAt, inspected, departedAt };
}

export interface PlayedVisit {
  readonly happenings: readonly Happening[];
  readonly releasedAt: Instant;
  readonly departedAt: Instant;
  readonly inspected: boolean;
}

/** What customs says of a declaration in that container. Some get their word the next day, some come back and are cancelled, some are closed late. */
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
  const acceptedAt = minutesAfter(filedAt, chance.between(5, 50) + (chance.happens(0.004) ? DAY : 0));
  if (chance.happens(0.012)) {
    receipt(acceptedAt, 'E', '退单：申报要素与随附单证不符', false);
    receipt(minutesAfter(acceptedAt, chance.between(HOUR, DAY)), 'D', '企业另行申报，原单删除', false);
    return receipts;
  }
  receipt(acceptedAt, 'L', '海关已接收');
  if (visit.inspected) receipt(minutesAfter(acceptedAt, 30), 'C', '出口查验通知');
  const releasedAt = [minutesAfter(visit.releasedAt, -5), minutesAfter(acceptedAt, HOUR)].sort().at(-1) ?? acceptedAt;
  receipt(releasedAt, 'P', '海关已放行');
  if (chance.happens(0.0005)) receipt(minutesAfter(releasedAt, 10), 'q', '未登记的回执代码');
  const left = [visit.departedAt, releasedAt].sort().at(-1) ?? visit.departedAt;
  receipt(minutesAfter(left, chance.between(HOUR, 6 * HOUR) + (chance.happens(0.01) ? 8 * DAY : 0)), 'R', '已结关');
  // Some channels repeat themselves; nothing may come of it.
  if (chance.happens(0.05)) receipt(receipts.at(-1)?.at ?? acceptedAt, 'R', '已结关');
  return receipts;
}
