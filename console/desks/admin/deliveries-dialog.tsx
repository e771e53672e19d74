import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { FailureNotice } from '../../shared/failure';
import { ListTable } from '../../shared/list-page';
import { Instant, wordOf } from '../../shared/trade';
import { type Translate, useT } from '../../texts';

type Delivery = AnswerOf<'get', '/v1/webhooks/{id}/deliveries'>['items'][number];

/** What was sent to an endpoint, what it answered, and one more try for what did not arrive. */
export function DeliveriesDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const list = useList('/v1/webhooks/{id}/deliveries', { path: { id } });
  const again = async (deliveryId: string) => {
    setError(null);
    try {
      await api.post('/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver', { path: { id, deliveryId } });
      await refreshed('/v1/webhooks');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog title={t('webhooks.deliveries')} isOpen size="wide" onClose={onClose} closeLabel={t('act.close')}>
      <FailureNotice error={error} />
      <div className="dialog-list">
        <ListTable
          name={t('webhooks.deliveries')}
          query={list}
          columns={columnsOf(t, (delivery) => void again(delivery.id))}
          keyOf={(delivery) => delivery.id}
          empty={<EmptyState title={t('webhooks.no-deliveries')} />}
        />
      </div>
    </Dialog>
  );
}

const columnsOf = (t: Translate, again: (delivery: Delivery) => void): Column<Delivery>[] => [
  { id: 'number', name: t('webhooks.number'), width: 64, align: 'right', cell: ({ number }) => number },
  { id: 'type', name: t('webhooks.event'), cell: ({ type }) => <span className="mono">{type}</span> },
  { id: 'state', name: t('admin.state'), width: 90, cell: ({ state }) => wordOf('webhooks', `delivery-${state}`) },
  { id: 'at', name: t('audit.at'), width: 120, cell: ({ occurredAt }) => <Instant at={occurredAt} /> },
  {
    id: 'answer',
    name: t('webhooks.answer'),
    width: 220,
    cell: ({ attempts }) => {
      const last = attempts.at(-1);
      const text = last ? [last.status, last.error, last.answer].filter(Boolean).join(' ') : '–';
      return <span title={text}>{text}</span>;
    },
  },
  { id: 'attempts', name: t('webhooks.attempts'), width: 64, align: 'right', cell: ({ attempts }) => attempts.length },
  {
    id: 'again',
    name: '',
    width: 90,
    cell: (delivery) => (
      <Button kind="quiet" onPress={() => again(delivery)}>
        {t('webhooks.again')}
      </Button>
    ),
  },
];
