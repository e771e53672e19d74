import { maybe, orNull } from '../../platform/http/description/example.js';

const step = (declarations: number, median: number, p90: number) => ({
  declarations,
  medianMinutes: orNull(median),
  p90Minutes: orNull(p90),
});

export const RELEASE_TIMES = {
  rows: [
    {
      lane: maybe(orNull('red')),
      customsOffice: maybe(orNull('2906')),
      broker: maybe('019a95e2-4c00-7000-8000-000000000040'),
      brokerName: maybe(orNull('绍兴柯桥启航报关有限公司')),
      week: maybe('2026-W47'),
      declarations: 42,
      accepted: step(41, 22, 48),
      inspected: step(42, 260, 415),
      released: step(40, 190, 420),
      closed: step(31, 905, 1620),
      looked: maybe(step(42, 150, 320)),
    },
  ],
};
