import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed, useGet } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { TextField } from '../../../kit/fields/field';
import { Skeleton } from '../../../kit/states';
import { type Column, DataTable } from '../../../kit/table';
import { showToast } from '../../../kit/overlays/toast';
import { FailureNotice, FailureState } from '../../../shared/failure';
import { dotted, shortInstant } from '../../../shared/format';
import { Link } from '../../../shared/location';
import { Page, ToolbarSpace } from '../../../shared/page';
import { PrintHead } from '../../../shared/print-head';
import { useRole } from '../../../shared/session';
import { Due, wordOf } from '../../../shared/trade';
import { type Translate, useT } from '../../../texts';
import { ReminderMails } from './reminder-mails';

type Reminder = AnswerOf<'get', '/v1/reminders/{id}'>;
type Item = Reminder['items'][number];

const keyOf = ({ kind, subject }: Item): string => `${kind} ${subject.id}`;

/** What do I owe for this month, and what has been said about it? */
export function ReminderPage() {
  const t = useT();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useGet('/v1/reminders/{id}', { path: { id } });
  const reminder = data?.data.id === id ? data.data : null;
  const title = t('reminder.title', { month: reminder?.month ?? '' });
  if (error && !reminder)
    return <Page title={title}>{<FailureState error={error} onRetry={() => void refetch()} />}</Page>;
  if (!reminder) return <Page title={title}>{<Skeleton label={t('app.loading')} />}</Page>;
  return <Items reminder={reminder} title={title} />;
}

function Items({ reminder, title }: { reminder: Reminder; title: string }) {
  const t = useT();
  const isBroker = useRole('broker');
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const acknowledge = async () => {
    setError(null);
    const chosen = reminder.items.filter((item) => keys.has(keyOf(item)));
    const items = chosen.map(({ kind, subject }) => ({ kind, subject: subject.id }));
    try {
      await api.post('/v1/reminders/{id}/acknowledgements', {
        path: { id: reminder.id },
        body: { items, note },
      });
      showToast({ text: t('reminder.done'), tone: 'done' });
      setKeys(new Set());
      setNote('');
      await refreshed('/v1/reminders', '/v1/todo');
    } catch (failure) {
      setError(failure);
    }
  };
  const selection = { keys, onChange: setKeys, labelAll: t('list.select-all'), labelRow: t('list.select-row') };
  return (
    <Page title={title}>
      <PrintHead title={dotted([title, reminder.brokerName])} digest={reminder.digest} />
      <FailureNotice error={error} />
      <DataTable
        caption={captionOf(reminder, t)}
        columns={columnsOf(t, reminder)}
        rows={reminder.items}
        keyOf={keyOf}
        loadingLabel={t('app.loading')}
        {...(isBroker ? { selection } : {})}
      />
      {isBroker && (
        <div className="no-print">
          <ReminderMails broker={reminder.broker} reminder={reminder.id} />
        </div>
      )}
      {isBroker && (
        <div className="actbar">
          <TextField label={t('reminder.note')} value={note} onChange={setNote} />
          <ToolbarSpace />
          <Button kind="primary" isDisabled={keys.size === 0 || note === ''} onPress={() => void acknowledge()}>
            {t('reminder.acknowledge', { count: keys.size })}
          </Button>
        </div>
      )}
    </Page>
  );
}

/** Whose it is and of when: what it says of its items was true then. */
const captionOf = ({ brokerName, kind, items, createdAt }: Reminder, t: Translate): string =>
  t('list.as-of', {
    name: dotted([brokerName, wordOf('reminders', `kind-${kind}`), t('reminder.count', { count: items.length })]),
    time: shortInstant(createdAt),
  });

const columnsOf = (t: Translate, { acknowledgements }: Reminder): Column<Item>[] => [
  {
    id: 'subject',
    name: t('reminder.subject'),
    width: 190,
    cell: ({ subject }) => (
      <Link href={subject.type === 'shipment' ? `/containers/${subject.id}` : `/declarations/${subject.id}`}>
        {subject.reference ?? subject.number ?? subject.id}
      </Link>
    ),
  },
  { id: 'kind', name: t('reminder.kind'), cell: ({ kind }) => wordOf('item', kind) },
  {
    id: 'due',
    name: t('reminder.due'),
    width: 170,
    cell: ({ dueAt, overdue }) => <Due at={dueAt} isOverdue={overdue} />,
  },
  { id: 'age', name: t('reminder.age'), width: 70, align: 'right', cell: ({ ageDays }) => ageDays },
  { id: 'level', name: t('todo.level'), width: 70, cell: ({ level }) => wordOf('level', level) },
  {
    id: 'acknowledged',
    name: t('reminder.acknowledged'),
    width: 260,
    cell: ({ kind, subject }) => {
      const found = acknowledgements.filter((one) => one.kind === kind && one.subject === subject.id).at(-1);
      return found ? `${found.by}: ${found.note ?? ''}` : '–';
    },
  },
];
