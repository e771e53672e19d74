import { useState } from 'react';
import { useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { TextField } from '../../kit/fields/field';
import type { Column } from '../../kit/table';
import { FormDialog } from '../../shared/form-dialog';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Link, useNavigateTo } from '../../shared/location';
import { Page, ToolbarSpace } from '../../shared/page';
import { Instant } from '../../shared/trade';
import { type Translate, useT } from '../../texts';

type Row = AnswerOf<'get', '/v1/rates'>['items'][number];

export function RatesPage() {
  const t = useT();
  const go = useNavigateTo();
  const [isAdding, setAdding] = useState(false);
  const [month, setMonth] = useState('');
  const list = useList('/v1/rates');
  const keys = useListKeys({
    rows: list.rows,
    keyOf: (row) => row.month,
    onOpen: (row) => go(`/admin/rates/${row.month}`),
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('rates.title')}
      toolbar={
        <>
          <ToolbarSpace />
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {t('rates.new')}
          </Button>
        </>
      }
    >
      <ListTable
        name={t('rates.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={(row) => row.month}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
      />
      {isAdding && (
        <FormDialog
          title={t('rates.new')}
          act={t('rates.new')}
          onSubmit={async () => go(`/admin/rates/${month}`)}
          onClose={() => setAdding(false)}
          isDisabled={!/^\d{4}-\d{2}$/.test(month)}
        >
          <TextField label={t('rates.month')} value={month} onChange={setMonth} hint={t('rates.new-hint')} autoFocus />
        </FormDialog>
      )}
    </Page>
  );
}

const columnsOf = (t: Translate): Column<Row>[] => [
  {
    id: 'month',
    name: t('rates.month'),
    width: 120,
    cell: ({ month }) => <Link href={`/admin/rates/${month}`}>{month}</Link>,
  },
  {
    id: 'rates',
    name: t('rates.currencies'),
    cell: ({ rates }) => rates.map(({ currency, toCny }) => `${currency} ${toCny}`).join(' · '),
  },
  { id: 'set', name: t('rates.set'), width: 160, cell: ({ setAt }) => <Instant at={setAt} /> },
];
