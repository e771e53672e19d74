import { useGet } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import type { IconName } from '../../kit/icon';
import { Skeleton } from '../../kit/states';
import { type Moment, Timeline } from '../../kit/timeline';
import { type Translate, useT } from '../../texts';
import { FailureState } from '../failure';
import { dotted, shortInstant, wholeInstant } from '../format';
import { happenedOf } from './happened';
import { wordOf } from '../trade';

type Event = AnswerOf<'get', '/v1/declarations/{id}/timeline'>['items'][number];

/** The icon of each step of a declaration. */
export const STEP_ICONS: Readonly<Record<string, IconName>> = {
  submitted: 'arrow-up',
  accepted: 'tray',
  inspecting: 'magnifier',
  released: 'check',
  closed: 'double-check',
  returned: 'back',
  cancelled: 'slash',
};
const LATE_MS = 60_000;

/** What happened, by its own time; when it was heard of stands beside it where that was later. */
export function TimelinePanel({ id }: { id: string }) {
  const t = useT();
  const { data, error, refetch } = useGet(
    '/v1/declarations/{id}/timeline',
    { path: { id } },
    { refetchInterval: 30_000 },
  );
  if (error && !data) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label={t('app.loading')} />;
  return (
    <Timeline label={t('page.timeline')} moments={data.data.items.map((event, index) => momentOf(event, index, t))} />
  );
}

function momentOf(event: Event, index: number, t: Translate): Moment {
  const { at, arrivedAt, what, counts, source, code, text, by } = event;
  const isLate = new Date(arrivedAt).getTime() - new Date(at).getTime() > LATE_MS;
  const details = [
    text,
    code && t('page.raw', { code, source: wordOf('channel', source) }),
    by,
    isLate && t('page.arrived', { time: shortInstant(arrivedAt) }),
    !counts && t('page.void'),
  ];
  return {
    id: `${at} ${index}`,
    time: shortInstant(at),
    instant: wholeInstant(at),
    icon: STEP_ICONS[what] ?? 'dot',
    title: happenedOf(what),
    detail: dotted(details),
    isVoid: !counts,
  };
}
