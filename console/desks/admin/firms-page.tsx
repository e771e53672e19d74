import { useCallback, useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { Chips } from '../../kit/chips';
import { TextField } from '../../kit/fields/field';
import { SearchField } from '../../kit/fields/search-field';
import { Select } from '../../kit/fields/select';
import type { Column } from '../../kit/table';
import { useShortcuts } from '../../kit/shortcuts';
import { FormDialog } from '../../shared/form-dialog';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo, useQueryParams } from '../../shared/location';
import { Page, ToolbarSpace } from '../../shared/page';
import { Instant } from '../../shared/trade';
import { type TextKey, type Translate, useT } from '../../texts';

type Row = AnswerOf<'get', '/v1/organisations'>['items'][number];
const KINDS = ['broker', 'customs', 'statistics', 'operator'] as const;
type Kind = (typeof KINDS)[number];

/** Which firms and offices are there? */
export function FirmsPage() {
  const t = useT();
  const go = useNavigateTo();
  const [query, change] = useQueryParams();
  const [isAdding, setAdding] = useState(false);
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
  useShortcuts([{ keys: 'N', name: t('firms.new'), run: () => setAdding(true) }]);
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
          <Button kind="primary" icon="plus" hint="N" onPress={() => setAdding(true)}>
            {t('firms.new')}
          </Button>
        </>
      }
    >
      <ListTable
        name={t('firms.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
      />
      {isAdding && <FirmDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function FirmDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [kind, setKind] = useState<Kind>('broker');
  const [name, setName] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [uscc, setUscc] = useState('');
  const [customsOffice, setOffice] = useState('');
  const create = async () => {
    const body = {
      kind,
      name,
      ...(nameEn ? { nameEn } : {}),
      ...(uscc ? { uscc } : {}),
      ...(customsOffice ? { customsOffice } : {}),
    };
    await api.post('/v1/organisations', { body });
    await refreshed('/v1/organisations');
    onClose();
  };
  return (
    <FormDialog
      title={t('firms.new')}
      act={t('firms.create')}
      onSubmit={create}
      onClose={onClose}
      isDisabled={name === ''}
    >
      <Select
        label={t('firms.kind')}
        choices={KINDS.map((id) => ({ id, name: t(`firms.kind-${id}`) }))}
        value={kind}
        onChange={(id) => setKind(id as Kind)}
      />
      <TextField label={t('admin.name')} value={name} onChange={setName} isRequired autoFocus />
      <TextField label={t('firms.name-en')} value={nameEn} onChange={setNameEn} />
      {kind === 'broker' && <TextField label={t('firms.uscc')} value={uscc} onChange={setUscc} isMono />}
      {kind === 'customs' && <TextField label={t('firms.office')} value={customsOffice} onChange={setOffice} />}
    </FormDialog>
  );
}

const columnsOf = (t: Translate): Column<Row>[] => [
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
  { id: 'created', name: t('admin.created'), width: 140, cell: ({ createdAt }) => <Instant at={createdAt} /> },
];
