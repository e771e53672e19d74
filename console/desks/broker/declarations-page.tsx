import { useCallback, useState } from 'react';
import { useGet, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { Chips } from '../../kit/chips';
import { DayField } from '../../kit/fields/day-field';
import { SearchField } from '../../kit/fields/search-field';
import { Select } from '../../kit/fields/select';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { Code } from '../../kit/tag';
import { useShortcuts } from '../../kit/shortcuts';
import { useCodeNames } from '../../shared/codes';
import { grouped, shortDay } from '../../shared/format';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { useIsActing } from '../../shared/merged-firms';
import { Page, ToolbarSpace } from '../../shared/page';
import { useRole } from '../../shared/session';
import { Due, StatusTag, STATUSES } from '../../shared/trade';
import { type Translate, useT } from '../../texts';
import { ReceiptsDialog } from './declaration/receipts-dialog';

type Declaration = AnswerOf<'get', '/v1/declarations'>['items'][number];

const FILTERS = [
  'status',
  'search',
  'from',
  'to',
  'consignor',
  'buyer',
  'destination',
  'nextActor',
  'lane',
  'splitGroup',
  'olderThanDays',
  'minUsd',
  'container',
  'billOfLading',
  'customsOffice',
  'exitOffice',
  'hsCode',
  'stall',
  'closedFrom',
  'closedTo',
  'market',
  'broker',
] as const;
const SORTS = ['newest', 'day', 'due', 'value', 'age'] as const;

const filtersOf = (query: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));

/** Where is my declaration? */
export function DeclarationsPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const isBroker = useRole('broker');
  const mayFile = !useIsActing() && isBroker;
  const country = useCodeNames('country');
  const filters = filtersOf(query);
  const sort = (query['sort'] ?? 'newest') as (typeof SORTS)[number];
  const list = useList('/v1/declarations', { query: { ...filters, sort } }, { isLive: true });
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: ({ id }) => go(`/declarations/${id}`),
    onRefresh: () => void list.refetch(),
    canSelect: isBroker,
  });
  const chosen = list.rows.filter(({ id }) => keys.selected.has(id));
  const [isRecording, setRecording] = useState(false);
  useShortcuts([
    { keys: 'H', name: t('page.receipts'), run: () => chosen.length > 0 && setRecording(true) },
    { keys: 'N', name: t('declarations.new'), run: () => mayFile && go('/declarations/new') },
  ]);
  const isFiltered = Object.keys(filters).length > 0;
  const clear = () => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])));
  return (
    <Page title={t('declarations.title')} toolbar={<Toolbar mayFile={mayFile} sort={sort} />}>
      <ListTable
        name={t('declarations.title')}
        query={list}
        columns={columnsOf(t, country)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        {...(isBroker ? { selection: { keys: keys.selected, onChange: keys.setSelected } } : {})}
        empty={<NoneYet mayFile={mayFile} />}
        onClear={isFiltered ? clear : undefined}
      />
      {chosen.length > 0 && (
        <div className="actbar">
          <span className="dim">{t('status.selected', { count: chosen.length })}</span>
          <Button icon="receipt" hint="H" onPress={() => setRecording(true)}>
            {t('declarations.receipts', { count: chosen.length })}
          </Button>
        </div>
      )}
      {isRecording && <ReceiptsDialog subjects={chosen} onClose={() => setRecording(false)} />}
    </Page>
  );
}

/** A first use begins with a declaration or a file; who files none waits for the first one. */
function NoneYet({ mayFile }: { mayFile: boolean }) {
  const t = useT();
  const go = useNavigateTo();
  if (!mayFile) return <EmptyState title={t('declarations.first')} />;
  return (
    <EmptyState
      title={t('declarations.first')}
      action={
        <>
          <Button kind="primary" icon="plus" onPress={() => go('/declarations/new')}>
            {t('declarations.new')}
          </Button>
          <Button icon="upload" onPress={() => go('/imports')}>
            {t('nav.imports')}
          </Button>
        </>
      }
    >
      {t('declarations.first-text')}
    </EmptyState>
  );
}

function Toolbar({ mayFile, sort }: { mayFile: boolean; sort: string }) {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const { status: _status, ...others } = filtersOf(query);
  const counts = useGet('/v1/declarations/counts', { query: { ...others, by: 'status' } }, { isLive: true });
  const countOf = (status: string) => counts.data?.data.rows.find((row) => row.status === status)?.declarations ?? 0;
  const chosen = (query['status'] ?? '').split(',').filter(Boolean);
  const chips = STATUSES.map((id) => ({ id, name: t(`status.${id}`), count: countOf(id) })).filter(
    ({ id, count }) => count > 0 || chosen.includes(id),
  );
  const search = useCallback((text: string) => change({ search: text, row: undefined }), [change]);
  return (
    <>
      <SearchField label={t('declarations.search')} value={query['search'] ?? ''} onChange={search} />
      <Chips
        label={t('declarations.status')}
        chips={chips}
        selected={chosen}
        onChange={(next) => change({ status: next.join(','), row: undefined })}
      />
      <ToolbarSpace />
      <span className="dim">{t('declarations.day')}</span>
      <DayField
        label={t('declarations.from')}
        isLabelHidden
        value={query['from'] ?? ''}
        onChange={(from) => change({ from })}
      />
      <span className="dim">{t('declarations.to')}</span>
      <DayField
        label={t('declarations.to')}
        isLabelHidden
        value={query['to'] ?? ''}
        onChange={(to) => change({ to })}
      />
      <Select
        label={t('declarations.sort')}
        isLabelHidden
        choices={SORTS.map((id) => ({ id, name: t(`declarations.sort-${id}`) }))}
        value={sort}
        onChange={(next) => change({ sort: next === 'newest' ? undefined : next })}
      />
      {mayFile && (
        <Button kind="primary" icon="plus" hint="N" onPress={() => go('/declarations/new')}>
          {t('declarations.new')}
        </Button>
      )}
    </>
  );
}

const columnsOf = (t: Translate, country: (code: string | undefined) => string): Column<Declaration>[] => [
  {
    id: 'reference',
    name: t('declarations.reference'),
    width: 160,
    cell: ({ id, reference }) => <Link href={`/declarations/${id}`}>{reference}</Link>,
  },
  { id: 'status', name: t('declarations.status'), width: 104, cell: ({ status }) => <StatusTag status={status} /> },
  {
    id: 'entry',
    name: t('declarations.entry-id'),
    width: 168,
    cell: ({ entryId }) => (entryId ? <Code kind="entry">{entryId}</Code> : '–'),
  },
  { id: 'next', name: t('declarations.next'), cell: ({ next }) => <span title={next.text}>{next.text}</span> },
  {
    id: 'due',
    name: t('declarations.due'),
    width: 140,
    cell: ({ next }) => <Due at={next.dueAt} isOverdue={next.overdue} />,
  },
  { id: 'usd', name: t('declarations.usd'), width: 104, align: 'right', cell: ({ totals }) => grouped(totals?.usd) },
  { id: 'country', name: t('declarations.destination'), width: 112, cell: ({ tradeCountry }) => country(tradeCountry) },
  { id: 'buyer', name: t('declarations.buyer'), width: 152, cell: ({ buyer }) => buyer?.name ?? '–' },
  { id: 'day', name: t('declarations.day'), width: 88, cell: ({ declaredOn }) => shortDay(declaredOn) },
];
