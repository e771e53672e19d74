import { useCallback, useState } from 'react';
import { useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { SearchField } from '../../../kit/fields/search-field';
import { EmptyState } from '../../../kit/states';
import type { Column } from '../../../kit/table';
import { grouped } from '../../../shared/format';
import { useListKeys } from '../../../shared/list-keys';
import { ListTable } from '../../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../../shared/location';
import { Page, ToolbarSpace } from '../../../shared/page';
import { useRole } from '../../../shared/session';
import { Instant } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';
import { AskDialog } from './ask-dialog';

type Row = AnswerOf<'get', '/v1/settlements'>['items'][number];

const WEEK = /^\d{4}-W\d{2}$/;

/** What was stated of each week. */
export function StatementsPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const isOfficer = useRole('officer');
  const [isAsking, setAsking] = useState(false);
  const week = query['week'];
  const list = useList('/v1/settlements', { query: week && WEEK.test(week) ? { week } : {} });
  const search = useCallback((text: string) => change({ week: text }), [change]);
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: ({ id }) => go(`/statements/${id}`),
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('statements.title')}
      toolbar={
        <>
          <SearchField label={t('statements.week-filter')} value={week ?? ''} onChange={search} />
          <ToolbarSpace />
          {isOfficer && (
            <Button icon="plus" onPress={() => setAsking(true)}>
              {t('statements.ask')}
            </Button>
          )}
        </>
      }
    >
      {isAsking && <AskDialog kind="week" onClose={() => setAsking(false)} />}
      <ListTable
        name={t('statements.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        empty={<EmptyState title={t('statements.empty')}>{t('statements.empty-text')}</EmptyState>}
        onClear={week ? () => change({ week: undefined }) : undefined}
      />
    </Page>
  );
}

const columnsOf = (t: Translate): Column<Row>[] => [
  {
    id: 'week',
    name: t('statements.week'),
    width: 120,
    cell: ({ id, week }) => <Link href={`/statements/${id}`}>{week}</Link>,
  },
  { id: 'firm', name: t('statements.firm'), cell: ({ brokerName }) => brokerName ?? t('statements.market-wide') },
  {
    id: 'count',
    name: t('statements.count'),
    width: 100,
    align: 'right',
    cell: ({ closed }) => grouped(closed.declarations),
  },
  {
    id: 'containers',
    name: t('statements.containers'),
    width: 100,
    align: 'right',
    cell: ({ closed }) => grouped(closed.containers),
  },
  {
    id: 'cny',
    name: t('statements.settled-cny'),
    width: 170,
    align: 'right',
    cell: ({ settled, closed }) => grouped((settled ?? closed).valueCny),
  },
  {
    id: 'usd',
    name: t('statements.settled-usd'),
    width: 150,
    align: 'right',
    cell: ({ settled, closed }) => grouped((settled ?? closed).valueUsd),
  },
  {
    id: 'open',
    name: t('statements.open'),
    width: 96,
    align: 'right',
    cell: ({ openItems }) => grouped(openItems.total),
  },
  { id: 'finished', name: t('statements.finished'), width: 140, cell: ({ finishedAt }) => <Instant at={finishedAt} /> },
];
