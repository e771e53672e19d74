import type { Explanation, VisitSpan } from './course.js';
import type { InspectionSpan } from './course-effects.js';
import type { SealAlarm } from './seal-history.js';

/**
 * For how long nobody knew why a container carried a seal that no event had put there: from the reading to an officer's note, or to
 * the result of an inspection, whichever came first. Readings that overlap are one time.
 */
export function sealSpans(
  alarms: readonly Pick<SealAlarm, 'seenAt'>[],
  explanations: readonly Explanation[],
  inspections: readonly InspectionSpan[],
): VisitSpan[] {
  const ends = [
    ...explanations.flatMap(({ kind, at }) => (kind === 'sealed-otherwise' ? [at] : [])),
    ...inspections.flatMap(({ resultAt }) => resultAt ?? []),
  ].sort();
  const spans: VisitSpan[] = [];
  for (const openedAt of [...new Set(alarms.map(({ seenAt }) => seenAt))].sort()) {
    const before = spans.at(-1);
    if (before && (before.closedAt === null || before.closedAt > openedAt)) continue;
    // A note of the same instant explains what it was written about.
    const closedAt = ends.find((end) => end >= openedAt) ?? null;
    if (closedAt !== openedAt) spans.push({ kind: 'sealed-otherwise', openedAt, closedAt });
  }
  return spans;
}
