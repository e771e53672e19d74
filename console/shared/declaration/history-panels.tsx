import { useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { EmptyState } from '../../kit/states';
import type { Column } from '../../kit/table';
import { type Translate, useT } from '../../texts';
import { ListTable } from '../list-page';
import { happenedOf } from './happened';
import { Instant, wordOf } from '../trade';

type Receipt = AnswerOf<'get', '/v1/declarations/{id}/receipts'>['items'][number];

/** The raw facts, in order of arrival. */
export function ReceiptsPanel({ id }: { id: string }) {
  const t = useT();
  const query = useList('/v1/declarations/{id}/receipts', { path: { id } });
  return (
    <ListTable
      name={t('page.receipts-title')}
      query={query}
      columns={receiptColumns(t)}
      keyOf={(receipt) => receipt.id}
      empty={<EmptyState title={t('page.no-receipts')} />}
    />
  );
}

const receiptColumns = (t: Translate): Column<Receipt>[] => [
  { id: 'code', name: t('receipt.code'), width: 64, cell: ({ code }) => code },
  { id: 'channel', name: t('receipt.channel'), width: 96, cell: ({ channel }) => wordOf('channel', channel) },
  {
    id: 'meaning',
    name: t('receipt.meaning'),
    width: 96,
    cell: ({ meaning, parked }) => (parked ? t('receipt.parked') : meaning ? happenedOf(meaning) : '–'),
  },
  { id: 'text', name: t('receipt.text'), cell: ({ text }) => <span title={text ?? ''}>{text ?? '–'}</span> },
  { id: 'event', name: t('receipt.event'), width: 120, cell: ({ eventTime }) => <Instant at={eventTime} /> },
  { id: 'received', name: t('receipt.received'), width: 120, cell: ({ receivedAt }) => <Instant at={receivedAt} /> },
];
