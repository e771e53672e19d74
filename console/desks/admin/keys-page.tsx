import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { DayField } from '../../kit/fields/day-field';
import { TextField } from '../../kit/fields/field';
import { Select } from '../../kit/fields/select';
import type { Column } from '../../kit/table';
import { Tag } from '../../kit/tag';
import { useShortcuts } from '../../kit/shortcuts';
import { FormDialog } from '../../shared/form-dialog';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Page, ToolbarSpace } from '../../shared/page';
import { useRole } from '../../shared/session';
import { Instant, wordOf } from '../../shared/trade';
import { type Translate, useT } from '../../texts';
import { OrganisationField } from './organisation-field';
import { SecretDialog } from './secret-dialog';

type Row = AnswerOf<'get', '/v1/keys'>['items'][number];
const ROLES = ['broker', 'officer', 'analyst', 'channel', 'admin', 'auditor'] as const;
type KeyRole = (typeof ROLES)[number];

/** Which programs may ask, as whom, until when? */
export function KeysPage() {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<Row | null>(null);
  const list = useList('/v1/keys');
  const revocable = (row: Row) => row.revokedAt === null && setRevoking(row);
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: revocable,
    onRefresh: () => void list.refetch(),
  });
  useShortcuts([{ keys: 'N', name: t('keys.new'), run: () => setAdding(true) }]);
  const revoke = async () => {
    if (!revoking) return;
    await api.delete('/v1/keys/{id}', { path: { id: revoking.id } });
    await refreshed('/v1/keys');
    setRevoking(null);
  };
  return (
    <Page
      title={t('keys.page-title')}
      toolbar={
        <>
          <ToolbarSpace />
          <Button kind="primary" icon="plus" hint="N" onPress={() => setAdding(true)}>
            {t('keys.new')}
          </Button>
        </>
      }
    >
      <ListTable
        name={t('keys.page-title')}
        query={list}
        columns={columnsOf(t, setRevoking)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
      />
      {isAdding && <KeyDialog onClose={() => setAdding(false)} />}
      {revoking && (
        <FormDialog
          title={t('keys.revoke-title', { name: revoking.name })}
          act={t('keys.revoke')}
          onSubmit={revoke}
          onClose={() => setRevoking(null)}
          isDanger
        >
          <p>{t('keys.revoke-text')}</p>
        </FormDialog>
      )}
    </Page>
  );
}

function KeyDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const isAdmin = useRole('admin');
  const [name, setName] = useState('');
  const [role, setRole] = useState<KeyRole>('broker');
  const [organisation, setOrganisation] = useState<string | undefined>();
  const [expiresOn, setExpiresOn] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const create = async () => {
    const expiresAt = expiresOn ? { expiresAt: `${expiresOn}T23:59:59+08:00` } : {};
    const { data } = await api.post('/v1/keys', {
      body: { name, role, ...(organisation ? { organisation } : {}), ...expiresAt },
    });
    await refreshed('/v1/keys');
    setSecret(data.key);
  };
  if (secret !== null)
    return <SecretDialog title={t('keys.shown-title')} text={t('keys.shown-text')} secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={t('keys.new')}
      act={t('keys.create')}
      onSubmit={create}
      onClose={onClose}
      isDisabled={name === ''}
    >
      <TextField label={t('admin.name')} value={name} onChange={setName} isRequired autoFocus />
      {isAdmin && (
        <>
          <Select
            label={t('keys.role')}
            choices={ROLES.map((id) => ({ id, name: wordOf('role', id) }))}
            value={role}
            onChange={(id) => setRole(id as KeyRole)}
          />
          <OrganisationField name="" onChange={setOrganisation} />
        </>
      )}
      <DayField label={t('keys.expires-on')} value={expiresOn} onChange={setExpiresOn} />
    </FormDialog>
  );
}

function KeyState({ row: { revokedAt, expiresAt } }: { row: Row }) {
  const t = useT();
  if (revokedAt)
    return (
      <Tag tone="grey" icon="slash">
        {t('keys.revoked')}
      </Tag>
    );
  const isOver = expiresAt !== null && new Date(expiresAt).getTime() < Date.now();
  return isOver ? (
    <Tag tone="rust" icon="clock">
      {t('keys.expired')}
    </Tag>
  ) : (
    <Tag tone="green" icon="check">
      {t('keys.active')}
    </Tag>
  );
}

const columnsOf = (t: Translate, revoke: (row: Row) => void): Column<Row>[] => [
  { id: 'name', name: t('admin.name'), cell: ({ name }) => name },
  { id: 'role', name: t('keys.role'), width: 100, cell: ({ role }) => wordOf('role', role) },
  {
    id: 'organisation',
    name: t('people.organisation'),
    width: 240,
    cell: ({ organisationName }) => organisationName ?? '–',
  },
  { id: 'state', name: t('admin.state'), width: 96, cell: (row) => <KeyState row={row} /> },
  { id: 'expires', name: t('keys.expires'), width: 150, cell: ({ expiresAt }) => <Instant at={expiresAt} /> },
  {
    id: 'used',
    name: t('keys.last-used'),
    width: 140,
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} /> : '–'),
  },
  {
    id: 'revoke',
    name: '',
    width: 90,
    cell: (row) =>
      row.revokedAt ? null : (
        <Button kind="quiet" onPress={() => revoke(row)}>
          {t('keys.revoke')}
        </Button>
      ),
  },
];
