import type { AnswerOf } from '../../../api/types';
import { type Column, DataTable } from '../../../kit/table';
import { grouped, shortDay } from '../../../shared/format';
import { Link } from '../../../shared/location';
import { LaneTag } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';

type Outcome = AnswerOf<'post', '/v1/lane-rules/replay'>;
type Changed = Outcome['declarations'][number];
type Lane = Outcome['colours'][number];

/** How many would have been in each lane, and which would have been in another one. */
export function ReplayOutcome({ outcome: { judged, changed, colours, declarations } }: { outcome: Outcome }) {
  const t = useT();
  const shared = { loadingLabel: t('app.loading') };
  return (
    <section role="status" className="form-stack">
      <strong>{t('replay.changed', { judged: grouped(judged), changed: grouped(changed) })}</strong>
      <DataTable {...shared} caption="" columns={laneColumns(t)} rows={colours} keyOf={({ colour }) => colour} />
      {declarations.length > 0 && (
        <div className="dialog-list">
          <DataTable
            {...shared}
            caption={t('replay.first', { count: declarations.length })}
            columns={changedColumns(t)}
            rows={declarations}
            keyOf={({ declarationId, submission }) => `${declarationId} ${submission}`}
          />
        </div>
      )}
    </section>
  );
}

const laneColumns = (t: Translate): Column<Lane>[] => [
  { id: 'lane', name: t('rules.colour'), cell: ({ colour }) => <LaneTag colour={colour} /> },
  { id: 'then', name: t('replay.then'), width: 120, align: 'right', cell: ({ then }) => grouped(then) },
  { id: 'now', name: t('replay.now'), width: 120, align: 'right', cell: ({ now }) => grouped(now) },
  {
    id: 'difference',
    name: t('replay.difference'),
    width: 120,
    align: 'right',
    cell: ({ then, now }) => `${now > then ? '+' : ''}${grouped(now - then)}`,
  },
];

const changedColumns = (t: Translate): Column<Changed>[] => [
  {
    id: 'reference',
    name: t('replay.reference'),
    width: 180,
    cell: ({ declarationId, reference }) => <Link href={`/declarations/${declarationId}`}>{reference}</Link>,
  },
  { id: 'day', name: t('replay.day'), width: 96, cell: ({ drawnOn }) => shortDay(drawnOn) },
  { id: 'then', name: t('replay.then'), width: 140, cell: ({ then }) => <LaneTag colour={then} /> },
  { id: 'now', name: t('replay.now'), width: 140, cell: ({ now }) => <LaneTag colour={now} /> },
  {
    id: 'why',
    name: t('replay.why'),
    cell: ({ reasons }) =>
      reasons
        .filter(({ decides }) => decides)
        .map(({ rule }) => rule)
        .join('、') || '–',
  },
];
