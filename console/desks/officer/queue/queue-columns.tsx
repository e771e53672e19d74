import type { Column } from '../../../kit/table';
import { duration, grouped, wholeInstant } from '../../../shared/format';
import { Link } from '../../../shared/location';
import { Due, LaneTag, StatusTag } from '../../../shared/trade';
import { currentLanguage, type Translate } from '../../../texts';
import { declarationHref } from '../links';
import type { QueueRow } from './queue-list';

/** What the preview beside a narrow list says itself. */
const LEFT_OUT: ReadonlySet<string> = new Set(['broker', 'usd', 'status', 'waited']);

/** How long a declaration has waited for customs: since the last thing that happened to it. */
const waitedSince = ({ inspectingAt, acceptedAt, submittedAt, createdAt }: QueueRow): string =>
  inspectingAt ?? acceptedAt ?? submittedAt ?? createdAt;

export function queueColumns(t: Translate, gone: ReadonlyMap<string, string>, isNarrow: boolean): Column<QueueRow>[] {
  const isEnglish = currentLanguage() === 'en';
  const columns: Column<QueueRow>[] = [
    {
      id: 'reference',
      name: t('queue.reference'),
      width: 148,
      cell: ({ id, reference }) => <Link href={declarationHref(id)}>{reference}</Link>,
    },
    {
      id: 'lane',
      name: t('queue.lane'),
      width: isEnglish ? 152 : 112,
      cell: ({ lane }) => (lane ? <LaneTag colour={lane.colour} /> : null),
    },
    {
      id: 'status',
      name: t('queue.status'),
      width: isEnglish ? 108 : 92,
      cell: ({ status }) => <StatusTag status={status} />,
    },
    {
      id: 'waited',
      name: t('queue.waited'),
      width: 92,
      align: 'right',
      cell: (row) => (
        <span title={wholeInstant(waitedSince(row))}>
          {duration(Date.now() - new Date(waitedSince(row)).getTime())}
        </span>
      ),
    },
    {
      id: 'due',
      name: t('queue.due'),
      width: 152,
      cell: ({ next }) => (next ? <Due at={next.dueAt} isOverdue={next.overdue} /> : null),
    },
    {
      id: 'next',
      name: t('queue.next'),
      cell: ({ id, next, lane }) => (
        <span title={next?.text}>
          {gone.get(id) ?? (lane?.pending ? t('queue.second-officer', { text: next?.text ?? '' }) : next?.text)}
        </span>
      ),
    },
    { id: 'usd', name: t('queue.usd'), width: 104, align: 'right', cell: ({ totals }) => grouped(totals?.usd) },
    {
      id: 'broker',
      name: t('queue.broker'),
      width: 216,
      cell: ({ brokerName }) => <span title={brokerName ?? ''}>{brokerName}</span>,
    },
  ];
  return isNarrow ? columns.filter(({ id }) => !LEFT_OUT.has(id)) : columns;
}
