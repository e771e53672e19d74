import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import { tagOf } from '../../api/tag';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { Checkbox } from '../../kit/fields/checkbox';
import { TextField } from '../../kit/fields/field';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { showToast } from '../../kit/overlays/toast';
import { FailureNotice } from '../../shared/failure';
import { FormDialog } from '../../shared/form-dialog';
import { ListTable } from '../../shared/list-page';
import { Page, ToolbarSpace } from '../../shared/page';
import { hasText, type TextKey, type Translate, useT } from '../../texts';
import './admin.css';
import { DeliveriesDialog } from './deliveries-dialog';
import { SecretDialog } from './secret-dialog';

type Hook = AnswerOf<'get', '/v1/webhooks'>['items'][number];
const EVENTS = [
  'declaration.moved',
  'correction.sent',
  'clearance.finished',
  'settlement.finished',
  'reminder.created',
  'reminder.pre-close',
] as const;
type EventName = (typeof EVENTS)[number];

/** Where events go, and whether they arrive. */
export function WebhooksPage() {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Hook | null>(null);
  const [shown, setShown] = useState<Hook | null>(null);
  const list = useList('/v1/webhooks');
  const { secret, rotate, error, close } = useNewSecret();
  const remove = async () => {
    if (!removing) return;
    await api.delete('/v1/webhooks/{id}', { path: { id: removing.id }, ifMatch: tagOf(removing.revision) });
    await refreshed('/v1/webhooks');
    setRemoving(null);
  };
  return (
    <Page
      title={t('webhooks.title')}
      toolbar={
        <>
          <ToolbarSpace />
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {t('webhooks.new')}
          </Button>
        </>
      }
    >
      <FailureNotice error={error} />
      <ListTable
        name={t('webhooks.title')}
        query={list}
        columns={columnsOf(t, { remove: setRemoving, show: setShown, rotate: (hook) => void rotate(hook) })}
        keyOf={({ id }) => id}
        empty={<EmptyState title={t('webhooks.empty')}>{t('webhooks.empty-text')}</EmptyState>}
      />
      {shown && <DeliveriesDialog id={shown.id} onClose={() => setShown(null)} />}
      {secret !== null && <NewSecret secret={secret} onClose={close} />}
      {isAdding && <HookDialog onClose={() => setAdding(false)} />}
      {removing && (
        <FormDialog
          title={t('webhooks.remove')}
          act={t('webhooks.remove')}
          onSubmit={remove}
          onClose={() => setRemoving(null)}
          isDanger
        >
          <p>{t('webhooks.remove-text', { url: removing.url })}</p>
        </FormDialog>
      )}
    </Page>
  );
}

/** Another signing secret for an endpoint, shown once. */
function useNewSecret() {
  const [secret, setSecret] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const rotate = async ({ id, revision }: Hook) => {
    setError(null);
    try {
      const { data } = await api.post('/v1/webhooks/{id}/rotate', { path: { id }, ifMatch: tagOf(revision) });
      await refreshed('/v1/webhooks');
      setSecret(data.secret);
    } catch (failure) {
      setError(failure);
    }
  };
  return { secret, rotate, error, close: () => setSecret(null) };
}

function NewSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useT();
  const words = { title: t('webhooks.secret-title'), text: t('webhooks.secret-text') };
  return <SecretDialog {...words} secret={secret} onClose={onClose} />;
}

function HookDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly EventName[]>(['declaration.moved']);
  const [secret, setSecret] = useState<string | null>(null);
  const create = async () => {
    const { data } = await api.post('/v1/webhooks', { body: { url, events: [...events] } });
    await refreshed('/v1/webhooks');
    setSecret(data.secret);
  };
  if (secret !== null) return <NewSecret secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={t('webhooks.new')}
      act={t('webhooks.create')}
      onSubmit={create}
      onClose={onClose}
      isDisabled={url === '' || events.length === 0}
    >
      <TextField label={t('webhooks.url')} value={url} onChange={setUrl} placeholder="https://" isRequired autoFocus />
      <div className="field" role="group" aria-label={t('webhooks.events')}>
        <span className="field-label">{t('webhooks.events')}</span>
        {EVENTS.map((event) => (
          <Checkbox
            key={event}
            isSelected={events.includes(event)}
            onChange={(on) => setEvents(on ? [...events, event] : events.filter((one) => one !== event))}
          >
            {t(`webhooks.event.${event}`)} <span className="dim mono">{event}</span>
          </Checkbox>
        ))}
      </div>
    </FormDialog>
  );
}

async function test(hook: Hook, text: string): Promise<void> {
  await api.post('/v1/webhooks/{id}/test', { path: { id: hook.id } });
  showToast({ text, tone: 'done' });
}

interface HookActs {
  readonly remove: (hook: Hook) => void;
  readonly show: (hook: Hook) => void;
  readonly rotate: (hook: Hook) => void;
}

const columnsOf = (t: Translate, { remove, show, rotate }: HookActs): Column<Hook>[] => [
  { id: 'url', name: t('webhooks.url'), cell: ({ url }) => <span className="mono">{url}</span> },
  {
    id: 'events',
    name: t('webhooks.events'),
    width: 280,
    cell: ({ events }) => <span title={events.join(', ')}>{events.join(', ')}</span>,
  },
  {
    id: 'state',
    name: t('admin.state'),
    width: 90,
    cell: ({ state }) => (hasText(`webhooks.state-${state}`) ? t(`webhooks.state-${state}` as TextKey) : state),
  },
  { id: 'waiting', name: t('webhooks.waiting'), width: 70, align: 'right', cell: ({ waiting }) => waiting },
  {
    id: 'problem',
    name: t('webhooks.problem'),
    width: 200,
    cell: ({ problem }) => <span title={problem?.remedy}>{problem?.message ?? '–'}</span>,
  },
  {
    id: 'acts',
    name: '',
    width: 330,
    cell: (hook) => (
      <>
        <Button kind="quiet" onPress={() => show(hook)}>
          {t('webhooks.deliveries')}
        </Button>
        <Button kind="quiet" onPress={() => rotate(hook)}>
          {t('webhooks.rotate')}
        </Button>
        <Button kind="quiet" onPress={() => void test(hook, t('webhooks.tested'))}>
          {t('webhooks.test')}
        </Button>
        <Button kind="quiet" onPress={() => remove(hook)}>
          {t('webhooks.remove')}
        </Button>
      </>
    ),
  },
];
