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
import { Instant, wordOf } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';
import { AskDialog } from './ask-dialog';
import { NoticeAddressDialog } from './reminder-mails';

type Row = AnswerOf<'get', '/v1/reminders'>['items'][number];

const MONTH = /^\d{4}-\d{2}$/;

/** What was reminded of, month by month. */
export function RemindersPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const isBroker = useRole('broker');
  const isOfficer = useRole('officer');
  const [isAsking, setAsking] = useState(false);
  const [isAddressing, setAddressing] = useState(false);
  const month = query['month'];
  const list = useList('/v1/reminders', { query: month && MONTH.test(month) ? { month } : {} });
  const search = useCallback((text: string) => change({ month: text }), [change]);
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: ({ id }) => go(`/reminders/${id}`),
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('reminders.title')}
      toolbar={
        <>
          <SearchField label={t('reminders.month-filter')} value={month ?? ''} onChange={search} />
          <ToolbarSpace />
          {isOfficer && (
            <Button icon="plus" onPress={() => setAsking(true)}>
              {t('reminders.ask')}
            </Button>
          )}
          {isBroker && (
            <Button icon="bell" onPress={() => setAddressing(true)}>
              {t('mails.address')}
            </Button>
          )}
        </>
      }
    >
      {isAsking && <AskDialog kind="month" onClose={() => setAsking(false)} />}
      {isAddressing && <NoticeAddressDialog onClose={() => setAddressing(false)} />}
      <ListTable
        name={t('reminders.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        empty={<EmptyState title={t('reminders.empty')}>{t('reminders.empty-text')}</EmptyState>}
        onClear={month ? () => change({ month: undefined }) : undefined}
      />
    </Page>
  );
}

const columnsOf = (t: Translate): Column<Row>[] => [
  {
    id: 'month',
    name: t('reminders.month'),
    width: 120,
    cell: ({ id, month }) => <Link href={`/reminders/${id}`}>{month}</Link>,
  },
  { id: 'kind', name: t('reminders.kind'), width: 140, cell: ({ kind }) => wordOf('reminders', `kind-${kind}`) },
  { id: 'firm', name: t('statements.firm'), cell: ({ brokerName }) => brokerName ?? '–' },
  { id: 'items', name: t('reminders.items'), width: 100, align: 'right', cell: ({ items }) => grouped(items.length) },
  {
    id: 'overdue',
    name: t('reminders.overdue'),
    width: 100,
    align: 'right',
    cell: ({ items }) => grouped(items.filter(({ overdue }) => overdue).length),
  },
  { id: 'created', name: t('reminders.created'), width: 150, cell: ({ createdAt }) => <Instant at={createdAt} /> },
];
