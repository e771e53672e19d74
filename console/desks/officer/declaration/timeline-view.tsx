import { type Moment, Timeline } from '../../../kit/timeline';
import { STEP_ICONS } from '../../../shared/declaration/timeline-panel';
import { dotted, shortInstant, wholeInstant } from '../../../shared/format';
import { happenedOf } from '../../../shared/declaration/happened';
import { wordOf } from '../../../shared/trade';
import { useT, type Translate } from '../../../texts';
import type { TimelineEntry } from './declaration-data';

const MINUTE_MS = 60_000;

/** What happened, by the time at which it did; the time at which it became known stands beside it where they differ. */
export function TimelineView({ entries, showsRaw = false }: { entries: readonly TimelineEntry[]; showsRaw?: boolean }) {
  const t = useT();
  return (
    <Timeline
      label={t('declaration.timeline')}
      moments={entries.map((entry, index) => momentOf(entry, index, t, showsRaw))}
    />
  );
}

function momentOf(entry: TimelineEntry, index: number, t: Translate, showsRaw: boolean): Moment {
  const { at, arrivedAt, what, status, code, text, source, by, counts } = entry;
  const isLate = Math.abs(new Date(arrivedAt).getTime() - new Date(at).getTime()) > MINUTE_MS;
  const detail = [
    showsRaw && code ? `${code} ${text ?? ''}` : null,
    wordOf('source', source),
    by,
    isLate ? t('declaration.arrived', { time: shortInstant(arrivedAt) }) : null,
    counts ? null : t('declaration.does-not-count'),
  ];
  return {
    id: `${at} ${index}`,
    time: shortInstant(at),
    instant: wholeInstant(at),
    icon: STEP_ICONS[status ?? what] ?? 'dot',
    title: happenedOf(what),
    detail: dotted(detail),
    isVoid: !counts,
  };
}
