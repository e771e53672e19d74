import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import type { Column } from '../../kit/table';
import { Tag } from '../../kit/tag';
import { useShortcuts } from '../../kit/shortcuts';
import { FailureNotice } from '../../shared/failure';
import { FormDialog } from '../../shared/form-dialog';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Page, ToolbarSpace } from '../../shared/page';
import { Instant, wordOf } from '../../shared/trade';
import { type TextKey, type Translate, useT } from '../../texts';
import { KeyDialog } from './key-dialog';
import { SecretDialog } from './secret-dialog';

type Row = AnswerOf<'get', '/v1/keys'>['items'][number];

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
  const { rotated, rotate, error, close } = useRotation();
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
      <FailureNotice error={error} />
      <ListTable
        name={t('keys.page-title')}
        query={list}
        columns={columnsOf(t, { revoke: setRevoking, rotate: (row) => void rotate(row) })}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
      />
      {rotated !== null && <RotatedKey secret={rotated} onClose={close} />}
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

/** A successor for a key, shown once. */
function useRotation() {
  const [rotated, setRotated] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const rotate = async ({ id }: Row) => {
    setError(null);
    try {
      const { data } = await api.post('/v1/keys/{id}/rotation', { path: { id } });
      await refreshed('/v1/keys');
      setRotated(data.key);
    } catch (failure) {
      setError(failure);
    }
  };
  return { rotated, rotate, error, close: () => setRotated(null) };
}

function RotatedKey({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useT();
  return <SecretDialog title={t('keys.shown-title')} text={t('keys.rotated-text')} secret={secret} onClose={onClose} />;
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

interface KeyActs {
  readonly revoke: (row: Row) => void;
  readonly rotate: (row: Row) => void;
}

const columnsOf = (t: Translate, { revoke, rotate }: KeyActs): Column<Row>[] => [
  { id: 'name', name: t('admin.name'), cell: ({ name }) => name },
  {
    id: 'scopes',
    name: t('keys.scopes'),
    width: 130,
    cell: ({ scopes }) => scopes.map((scope) => t(`keys.scope-${scope}` as TextKey)).join(' · '),
  },
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
    width: 130,
    cell: (row) =>
      row.revokedAt ? null : (
        <>
          <Button kind="quiet" onPress={() => rotate(row)}>
            {t('keys.rotate')}
          </Button>
          <Button kind="quiet" onPress={() => revoke(row)}>
            {t('keys.revoke')}
          </Button>
        </>
      ),
  },
];
