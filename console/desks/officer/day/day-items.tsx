import { EmptyState } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { Link } from '../../../shared/location';
import { Instant, wordOf } from '../../../shared/trade';
import { useT, type Translate } from '../../../texts';
import { Subject } from '../board/board-parts';
import { subjectHref } from '../links';

export interface DayItem {
  readonly kind: string;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly level: string;
  readonly owner: string;
  readonly subject: {
    readonly type: string;
    readonly id: string;
    readonly reference?: string;
    readonly number?: string;
  };
}

/** What was open at the cut-off, in the order of the digest. */
export function DayItems(props: {
  items: readonly unknown[];
  total: number;
  isLoading: boolean;
  onEnd?: (() => void) | undefined;
}) {
  const t = useT();
  return (
    <DataTable
      caption={t('day.items', { count: props.total })}
      columns={columns(t)}
      rows={props.items as readonly DayItem[]}
      keyOf={({ kind, subject }) => `${kind} ${subject.id}`}
      isLoading={props.isLoading}
      loadingLabel={t('app.loading')}
      onEnd={props.onEnd}
      empty={<EmptyState title={t('day.nothing-open')} />}
    />
  );
}

const columns = (t: Translate): Column<DayItem>[] => [
  {
    id: 'subject',
    name: t('board.subject'),
    width: 168,
    cell: ({ subject }) => (
      <Link href={subjectHref(subject)}>
        <Subject subject={subject as never} />
      </Link>
    ),
  },
  { id: 'kind', name: t('board.kind'), cell: ({ kind }) => wordOf('open', kind) },
  { id: 'level', name: t('day.level'), width: 64, cell: ({ level }) => wordOf('level', level) },
  { id: 'owner', name: t('board.owner'), width: 80, cell: ({ owner }) => wordOf('actor', owner) },
  { id: 'opened', name: t('day.since'), width: 132, cell: ({ openedAt }) => <Instant at={openedAt} /> },
  { id: 'due', name: t('board.due'), width: 140, cell: ({ dueAt }) => <Instant at={dueAt} /> },
];
