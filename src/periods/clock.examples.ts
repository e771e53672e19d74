import { either } from '../platform/http/description/example.js';

/** Answers as the API description shows them. */
export const CLOCK = { now: '2026-11-22T02:00:00.000Z', today: '2026-11-22', movable: true };

export const CLOCK_MOVED = {
  ...CLOCK,
  due: [{ kind: 'daily-clearance', market: 'KQ-CTC', period: either('2026-11-18', '2026-W46', '2026-10') }],
};
