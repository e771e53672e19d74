import { useCallback, useState } from 'react';
import { useList } from '../../api/query';
import { Button } from '../../kit/button';
import { Chips } from '../../kit/chips';
import { SearchField } from '../../kit/fields/search-field';
import type { Column } from '../../kit/table';
import { Tag } from '../../kit/tag';
import { useShortcuts } from '../../kit/shortcuts';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { useQueryParams } from '../../shared/location';
import { Page, ToolbarSpace } from '../../shared/page';
import { Instant, wordOf } from '../../shared/trade';
import { type TextKey, type Translate, useT } from '../../texts';
import { PersonDialog } from './person-dialog';
import type { PersonRow } from './person-row';

/** Who may do what? */
export function PeoplePage() {
  const t = useT();
  const [query, change] = useQueryParams();
  const [opened, setOpened] = useState<PersonRow | 'new' | null>(null);
  const { search, state } = query;
  const filters = { ...(search ? { search } : {}), ...(state ? { state: state as 'active' } : {}) };
  const list = useList('/v1/people', { query: filters });
  const find = useCallback((text: string) => change({ search: text }), [change]);
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: setOpened,
    onRefresh: () => void list.refetch(),
  });
  useShortcuts([{ keys: 'N', name: t('people.new'), run: () => setOpened('new') }]);
  return (
    <Page
      title={t('people.title')}
      toolbar={
        <>
          <SearchField label={t('people.search')} value={search ?? ''} onChange={find} />
          <Chips
            label={t('admin.state')}
            isSingle
            chips={(['active', 'disabled'] as const).map((id) => ({ id, name: t(`people.state-${id}`) }))}
            selected={state ? [state] : []}
            onChange={([next]) => change({ state: next })}
          />
          <ToolbarSpace />
          <Button kind="primary" icon="plus" hint="N" onPress={() => setOpened('new')}>
            {t('people.new')}
          </Button>
        </>
      }
    >
      <ListTable
        name={t('people.title')}
        query={list}
        columns={columnsOf(t, setOpened)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
        onClear={search || state ? () => change({ search: undefined, state: undefined }) : undefined}
      />
      {opened && <PersonDialog person={opened === 'new' ? null : opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

const columnsOf = (t: Translate, open: (person: PersonRow) => void): Column<PersonRow>[] => [
  {
    id: 'name',
    name: t('people.name'),
    width: 160,
    cell: (person) => (
      <button type="button" className="link" onClick={() => open(person)}>
        {person.name}
      </button>
    ),
  },
  { id: 'login', name: t('people.login'), width: 150, cell: ({ login }) => login },
  {
    id: 'roles',
    name: t('people.roles'),
    width: 200,
    cell: ({ roles, firmAdministrator }) =>
      [...roles.map((role) => wordOf('role', role)), firmAdministrator && t('people.firm-admin')]
        .filter(Boolean)
        .join(' · '),
  },
  { id: 'organisation', name: t('people.organisation'), cell: ({ organisationName }) => organisationName ?? '–' },
  {
    id: 'state',
    name: t('admin.state'),
    width: 96,
    cell: ({ state }) => (
      <Tag tone={state === 'active' ? 'green' : 'grey'} icon={state === 'active' ? 'check' : 'slash'}>
        {t(`people.state-${state}` as TextKey)}
      </Tag>
    ),
  },
  {
    id: 'last',
    name: t('people.last'),
    width: 140,
    cell: ({ lastSignedInAt }) => (lastSignedInAt ? <Instant at={lastSignedInAt} /> : t('people.never')),
  },
];
