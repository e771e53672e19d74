import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useGet, useList } from '../../api/query';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { TextField } from '../../kit/fields/field';
import { useShortcuts } from '../../kit/shortcuts';
import { EmptyState } from '../../kit/states';
import { type Column, DataTable } from '../../kit/table';
import { Code } from '../../kit/tag';
import { FailureNotice, FailureState } from '../../shared/failure';
import { useListKeys } from '../../shared/list-keys';
import { Page, Section } from '../../shared/page';
import { Instant, StatusTag, wordOf } from '../../shared/trade';
import { useT, type Translate } from '../../texts';
import type { AnswerOf } from '../../api/types';
import './parked.css';

type Parked = AnswerOf<'get', '/v1/receipts/parked'>['items'][number];

/** Receipts that wait for a declaration or a meaning: the raw text, what it may belong to, and two ways to settle it. */
export function ParkedPage() {
  const t = useT();
  const list = useList('/v1/receipts/parked');
  const rows = list.rows as Parked[];
  const [dialog, setDialog] = useState<'assign' | 'dismiss' | null>(null);
  const keys = useListKeys({
    rows,
    keyOf: ({ id }) => id,
    onOpen: () => setDialog('assign'),
    onRefresh: () => void list.refetch(),
  });
  useShortcuts([
    { keys: 'A', name: t('parked.assign'), run: () => keys.active && setDialog('assign') },
    { keys: 'D', name: t('parked.dismiss'), run: () => keys.active && setDialog('dismiss') },
  ]);
  if (list.error) return <FailureState error={list.error} onRetry={() => void list.refetch()} />;
  const close = (): void => setDialog(null);
  return (
    <Page title={t('nav.parked')} count={rows.length}>
      <div className={rows.length === 0 ? 'queue' : 'queue queue-with-preview'}>
        <DataTable
          caption={t('list.count', { name: t('nav.parked'), count: rows.length })}
          columns={columns(t, keys.activate)}
          rows={rows}
          keyOf={({ id }) => id}
          activeKey={keys.activeKey}
          onActivate={keys.activate}
          isLoading={list.isLoading}
          loadingLabel={t('app.loading')}
          onEnd={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          empty={<EmptyState title={t('parked.empty')}>{t('parked.empty-text')}</EmptyState>}
        />
        {keys.active ? <Detail receipt={keys.active} onAct={setDialog} /> : null}
      </div>
      {dialog === 'assign' && keys.active ? <AssignDialog receipt={keys.active} onClose={close} /> : null}
      {dialog === 'dismiss' && keys.active ? <DismissDialog receipt={keys.active} onClose={close} /> : null}
    </Page>
  );
}

const columns = (t: Translate, activate: (id: string) => void): Column<Parked>[] => [
  {
    id: 'code',
    name: t('declaration.code'),
    width: 96,
    cell: ({ id, code }) => (
      <button type="button" className="link mono" onClick={() => activate(id)}>
        {code}
      </button>
    ),
  },
  { id: 'text', name: t('declaration.text'), cell: ({ text }) => <span title={text ?? ''}>{text}</span> },
  { id: 'reason', name: t('parked.reason'), width: 176, cell: ({ parked }) => wordOf('parked', parked ?? '') },
  { id: 'reference', name: t('queue.reference'), width: 148, cell: ({ reference }) => reference ?? '–' },
  { id: 'at', name: t('declaration.event-time'), width: 116, cell: ({ eventTime }) => <Instant at={eventTime} /> },
];

function Detail({ receipt, onAct }: { receipt: Parked; onAct: (act: 'assign' | 'dismiss') => void }) {
  const t = useT();
  const { channel, code, text, entryId, reference, receivedAt, findings } = receipt;
  return (
    <aside className="preview" aria-label={t('parked.detail')} tabIndex={0}>
      <Section title={t('parked.raw')}>
        <pre className="raw">{[`${channel} ${code}`, text, reference, entryId].filter(Boolean).join('\n')}</pre>
        <p className="dim">
          {t('declaration.received')} <Instant at={receivedAt} />
        </p>
        {findings.map(({ code: finding, message, remedy }) => (
          <p key={finding}>
            {message} <span className="dim">{remedy}</span>
          </p>
        ))}
      </Section>
      <div className="form-acts parked-acts">
        <Button kind="primary" hint="A" onPress={() => onAct('assign')}>
          {t('parked.assign')}
        </Button>
        <Button hint="D" onPress={() => onAct('dismiss')}>
          {t('parked.dismiss')}
        </Button>
      </div>
    </aside>
  );
}

/** The declarations that have this number, as the service finds them; another one can be searched for. */
function AssignDialog({ receipt, onClose }: { receipt: Parked; onClose: () => void }) {
  const t = useT();
  const [text, setText] = useState(receipt.reference ?? receipt.entryId ?? '');
  const [error, setError] = useState<unknown>(null);
  const found = useGet('/v1/search', { query: { q: text.trim() } }, { enabled: text.trim().length >= 2 });
  const guesses = (found.data?.data.items ?? []).filter(({ type }) => type === 'declaration');
  const assign = async (declarationId: string): Promise<void> => {
    try {
      await api.post('/v1/receipts/{id}/assign', { path: { id: receipt.id }, body: { declarationId } });
      await refreshed('/v1/receipts', '/v1/declarations');
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog title={t('parked.assign')} isOpen onClose={onClose} closeLabel={t('act.close')}>
      <div className="form-stack">
        <FailureNotice error={error ?? found.error} />
        <TextField label={t('parked.search')} value={text} onChange={setText} autoFocus />
        <ul className="decision-list">
          {guesses.map(({ id, title, subtitle, status }) => (
            <li key={id} className="guess">
              <Button onPress={() => void assign(id)}>{title}</Button>
              <span>
                {status ? <StatusTag status={status} /> : null} {subtitle}
              </span>
            </li>
          ))}
        </ul>
        {guesses.length === 0 && !found.isFetching ? <p className="dim">{t('parked.none-found')}</p> : null}
        {receipt.entryId ? <Code kind="entry">{receipt.entryId}</Code> : null}
      </div>
    </Dialog>
  );
}

function DismissDialog({ receipt, onClose }: { receipt: Parked; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const dismiss = async (): Promise<void> => {
    try {
      await api.post('/v1/receipts/{id}/dismiss', { path: { id: receipt.id }, body: { reason: reason.trim() } });
      await refreshed('/v1/receipts');
      onClose();
    } catch (failure) {
      setError(failure);
    }
  };
  const foot = (
    <>
      <Button hint="Esc" onPress={onClose}>
        {t('act.cancel')}
      </Button>
      <Button kind="primary" type="submit" form="dismiss" isDisabled={reason.trim() === ''}>
        {t('parked.dismiss')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('parked.dismiss')} isOpen size="small" onClose={onClose} closeLabel={t('act.close')} foot={foot}>
      <form
        id="dismiss"
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') void dismiss();
        }}
      >
        <FailureNotice error={error} />
        <TextField
          label={t('decide.reason')}
          value={reason}
          onChange={setReason}
          isRequired
          autoFocus
          maxLength={500}
        />
      </form>
    </Dialog>
  );
}
