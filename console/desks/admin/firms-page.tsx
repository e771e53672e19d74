import { useCallback, useState } from 'react';
import { useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { Chips } from '../../kit/chips';
import { SearchField } from '../../kit/fields/search-field';
import type { Column } from '../../kit/table';
import { Tag } from '../../kit/tag';
import { useShortcuts } from '../../kit/shortcuts';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { Page, ToolbarSpace } from '../../shared/page';
import { Instant } from '../../shared/trade';
import { type TextKey, type Translate, useT } from '../../texts';
import { FirmDialog, KINDS, type Kind } from './firm-dialog';

type Row = AnswerOf<'get', '/v1/organisations'>['items'][number];

/** Which firms and offices are there? */
export function FirmsPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const [opened, setOpened] = useState<Row | 'new' | null>(null);
  const { search, kind } = query;
  const list = useList('/v1/organisations', {
    query: { ...(search ? { search } : {}), ...(kind ? { kind: kind as Kind } : {}) },
  });
  const find = useCallback((text: string) => change({ search: text }), [change]);
  const peopleOf = ({ name }: Row) => go(`/admin/people?search=${encodeURIComponent(name)}`);
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: peopleOf,
    onRefresh: () => void list.refetch(),
  });
  useShortcuts([{ keys: 'N', name: t('firms.new'), run: () => setOpened('new') }]);
  return (
    <Page
      title={t('firms.title')}
      toolbar={
        <>
          <SearchField label={t('firms.search')} value={search ?? ''} onChange={find} />
          <Chips
            label={t('firms.kind')}
            isSingle
            chips={KINDS.map((id) => ({ id, name: t(`firms.kind-${id}`) }))}
            selected={kind ? [kind] : []}
            onChange={([next]) => change({ kind: next })}
          />
          <ToolbarSpace />
          <Button kind="primary" icon="plus" hint="N" onPress={() => setOpened('new')}>
            {t('firms.new')}
          </Button>
        </>
      }
    >
      <ListTable
        name={t('firms.title')}
        query={list}
        columns={columnsOf(t, setOpened)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
      />
      {opened && <FirmDialog firm={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

const columnsOf = (t: Translate, edit: (firm: Row) => void): Column<Row>[] => [
  {
    id: 'name',
    name: t('admin.name'),
    cell: ({ name }) => <Link href={`/admin/people?search=${encodeURIComponent(name)}`}>{name}</Link>,
  },
  { id: 'kind', name: t('firms.kind'), width: 100, cell: ({ kind }) => t(`firms.kind-${kind}` as TextKey) },
  { id: 'en', name: t('firms.name-en'), width: 260, cell: ({ nameEn }) => nameEn ?? '–' },
  {
    id: 'uscc',
    name: t('firms.uscc'),
    width: 190,
    cell: ({ uscc }) => (uscc ? <span className="mono">{uscc}</span> : '–'),
  },
  { id: 'office', name: t('firms.office'), width: 90, cell: ({ customsOffice }) => customsOffice ?? '–' },
  {
    id: 'state',
    name: t('admin.state'),
    width: 84,
    cell: ({ state }) => (
      <Tag tone={state === 'open' ? 'green' : 'grey'} icon={state === 'open' ? 'check' : 'slash'}>
        {t(state === 'open' ? 'firms.state-open' : 'firms.state-closed')}
      </Tag>
    ),
  },
  { id: 'created', name: t('admin.created'), width: 140, cell: ({ createdAt }) => <Instant at={createdAt} /> },
  {
    id: 'edit',
    name: '',
    width: 72,
    cell: (firm) => (
      <Button kind="quiet" onPress={() => edit(firm)}>
        {t('admin.edit')}
      </Button>
    ),
  },
];
