import { useCallback, useState } from 'react';
import { useList } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/fields/checkbox';
import { Chips } from '../../../kit/chips';
import { Icon } from '../../../kit/icon';
import { useShortcuts } from '../../../kit/shortcuts';
import { SearchField } from '../../../kit/fields/search-field';
import { EmptyState } from '../../../kit/states';
import type { Column } from '../../../kit/table';
import { Code } from '../../../kit/tag';
import { useListKeys } from '../../../shared/list-keys';
import { ListTable } from '../../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../../shared/location';
import { Page, ToolbarSpace } from '../../../shared/page';
import { useRole } from '../../../shared/session';
import { Instant, VisitTag, wordOf } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';
import { EventDialog } from './event-dialog';

type Visit = AnswerOf<'get', '/v1/shipments'>['items'][number];

const STATUSES = ['planned', 'stuffed', 'in-centre', 'inspecting', 'released', 'left-centre', 'loaded', 'departed'];
const FILTERS = ['status', 'search', 'container', 'held', 'sealAlarm', 'broker', 'market', 'from', 'to'] as const;

/** Where are the containers, and which of them wait for something? */
export function ContainersPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const mayAdd = useRole('broker', 'officer');
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const list = useList('/v1/shipments', { query: filters }, { isLive: true });
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: ({ id }) => go(`/containers/${id}`),
    onRefresh: () => void list.refetch(),
    canSelect: mayAdd,
  });
  const chosen = list.rows.filter(({ id }) => keys.selected.has(id));
  const [isAdding, setAdding] = useState(false);
  useShortcuts([{ keys: 'E', name: t('container.add-event'), run: () => chosen.length > 0 && setAdding(true) }]);
  const isFiltered = Object.keys(filters).length > 0;
  const clear = () => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])));
  return (
    <Page title={t('containers.title')} toolbar={<Toolbar />}>
      <ListTable
        name={t('containers.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        {...(mayAdd ? { selection: { keys: keys.selected, onChange: keys.setSelected } } : {})}
        empty={<EmptyState title={t('containers.empty')}>{t('containers.empty-text')}</EmptyState>}
        onClear={isFiltered ? clear : undefined}
      />
      {chosen.length > 0 && (
        <div className="actbar">
          <span className="dim">{t('status.selected', { count: chosen.length })}</span>
          <Button icon="plus" hint="E" onPress={() => setAdding(true)}>
            {t('containers.add-events', { count: chosen.length })}
          </Button>
        </div>
      )}
      {isAdding && <EventDialog boxes={chosen} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Toolbar() {
  const t = useT();
  const [query, change] = useQueryParams();
  const search = useCallback(
    (text: string) => change({ search: text, container: undefined, row: undefined }),
    [change],
  );
  const chosen = (query['status'] ?? '').split(',').filter(Boolean);
  return (
    <>
      <SearchField
        label={t('containers.search')}
        value={query['search'] ?? query['container'] ?? ''}
        onChange={search}
      />
      <Chips
        label={t('containers.status')}
        chips={STATUSES.map((id) => ({ id, name: wordOf('visit', id) }))}
        selected={chosen}
        onChange={(next) => change({ status: next.join(','), row: undefined })}
      />
      <ToolbarSpace />
      <Checkbox isSelected={query['held'] === 'true'} onChange={(on) => change({ held: on ? 'true' : undefined })}>
        {t('containers.only-held')}
      </Checkbox>
      <Checkbox
        isSelected={query['sealAlarm'] === 'true'}
        onChange={(on) => change({ sealAlarm: on ? 'true' : undefined })}
      >
        {t('containers.only-alarms')}
      </Checkbox>
    </>
  );
}

const columnsOf = (t: Translate): Column<Visit>[] => [
  {
    id: 'number',
    name: t('containers.number'),
    width: 150,
    cell: ({ id, containerNumber }) => (
      <Link href={`/containers/${id}`}>
        <Code kind="container">{containerNumber}</Code>
      </Link>
    ),
  },
  { id: 'status', name: t('containers.status'), width: 110, cell: ({ status }) => <VisitTag status={status} /> },
  {
    id: 'alarm',
    name: '',
    width: 120,
    cell: ({ held, sealAlarm }) => (
      <span className="with-icon">
        {(held || sealAlarm) && <Icon name="warning" />}
        {[held && t('containers.held'), sealAlarm && t('containers.alarm')].filter(Boolean).join(' · ')}
      </span>
    ),
  },
  { id: 'arrived', name: t('containers.arrived'), width: 120, cell: ({ arrivedAt }) => <Instant at={arrivedAt} /> },
  { id: 'released', name: t('containers.released'), width: 120, cell: ({ releasedAt }) => <Instant at={releasedAt} /> },
  { id: 'left', name: t('containers.left'), width: 120, cell: ({ leftAt }) => <Instant at={leftAt} /> },
  { id: 'departed', name: t('containers.departed'), width: 120, cell: ({ departedAt }) => <Instant at={departedAt} /> },
  { id: 'bill', name: t('containers.bill'), width: 130, cell: ({ billOfLading }) => billOfLading ?? '–' },
  {
    id: 'vessel',
    name: t('containers.vessel'),
    cell: ({ vessel, voyage }) => [vessel, voyage].filter(Boolean).join(' ') || '–',
  },
];
