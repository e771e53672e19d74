import { useList } from '../../../api/query';
import { EmptyState } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { Icon } from '../../../kit/icon';
import { Code } from '../../../kit/tag';
import { FailureState } from '../../../shared/failure';
import { grouped } from '../../../shared/format';
import { useListKeys } from '../../../shared/list-keys';
import { Link, useNavigateTo, useQueryParams } from '../../../shared/location';
import { useMarket } from '../../../shared/market';
import { Page } from '../../../shared/page';
import { Instant, wordOf } from '../../../shared/trade';
import { useT, type Translate } from '../../../texts';
import type { AnswerOf } from '../../../api/types';
import { declarationHref } from '../links';
import { LadderBands } from './ladder-bands';

type Row = NonNullable<AnswerOf<'get', '/v1/released-not-closed'>['items']>[number];

/** What is released and not closed, the oldest first, and whether it misses its month. */
export function LadderPage() {
  const t = useT();
  const go = useNavigateTo();
  const market = useMarket();
  const [query] = useQueryParams();
  const { age, broker } = query;
  const filters = {
    ...(market ? { market } : {}),
    ...(age ? { olderThanDays: Number.parseInt(age, 10) } : {}),
    ...(broker ? { broker } : {}),
  };
  const list = useList('/v1/released-not-closed', { query: filters });
  const keys = useListKeys({
    rows: list.rows as Row[],
    keyOf: ({ id }) => id,
    onOpen: ({ id }) => go(declarationHref(id)),
    onRefresh: () => void list.refetch(),
  });
  if (list.error) return <FailureState error={list.error} onRetry={() => void list.refetch()} />;
  const name = t(list.hasNextPage ? 'list.count-more' : 'list.count', {
    name: t('nav.ladder'),
    count: list.rows.length,
  });
  return (
    <Page title={t('nav.ladder')}>
      <LadderBands market={market} />
      <DataTable
        caption={name}
        columns={columns(t)}
        rows={list.rows as Row[]}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        isLoading={list.isLoading}
        isStale={list.isPlaceholderData}
        loadingLabel={t('app.loading')}
        onEnd={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        empty={<EmptyState title={t('ladder.empty')} />}
      />
    </Page>
  );
}

const columns = (t: Translate): Column<Row>[] => [
  {
    id: 'reference',
    name: t('queue.reference'),
    width: 148,
    cell: ({ id, reference }) => <Link href={declarationHref(id)}>{reference}</Link>,
  },
  {
    id: 'age',
    name: t('ladder.age'),
    width: 72,
    align: 'right',
    cell: ({ ageDays }) => t('board.days', { count: ageDays }),
  },
  {
    id: 'slips',
    name: t('ladder.slips'),
    width: 128,
    cell: ({ slips }) => (
      <span className={slips === 'no' ? 'dim' : 'due due-overdue'}>
        {slips === 'no' ? null : <Icon name="clock" />} {wordOf('slips', slips ?? 'no')}
      </span>
    ),
  },
  { id: 'released', name: t('ladder.released'), width: 124, cell: ({ releasedAt }) => <Instant at={releasedAt} /> },
  { id: 'broker', name: t('queue.broker'), cell: ({ brokerName }) => brokerName },
  {
    id: 'containers',
    name: t('declaration.containers'),
    width: 220,
    cell: ({ containers }) => {
      const [first] = containers;
      return first === undefined ? null : (
        <>
          <Link href={first.shipmentId ? `/containers/${first.shipmentId}` : '/containers'}>
            <Code kind="container">{first.number}</Code>
          </Link>{' '}
          <span className="dim">
            {first.status ? wordOf('visit', first.status) : ''}
            {containers.length > 1 ? ` +${containers.length - 1}` : ''}
          </span>
        </>
      );
    },
  },
  { id: 'fob', name: t('ladder.fob'), width: 120, align: 'right', cell: ({ fobCny }) => grouped(fobCny) },
];
