import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { DayField } from '../../kit/fields/day-field';
import { TextField } from '../../kit/fields/field';
import { Select } from '../../kit/fields/select';
import type { Column } from '../../kit/table';
import { FormDialog } from '../../shared/form-dialog';
import { today } from '../../shared/format';
import { useListKeys } from '../../shared/list-keys';
import { ListTable } from '../../shared/list-page';
import { Page, ToolbarSpace } from '../../shared/page';
import { wordOf } from '../../shared/trade';
import { type Translate, useT } from '../../texts';

type Row = AnswerOf<'get', '/v1/receipt-codes'>['items'][number];
const MEANINGS = ['accepted', 'inspecting', 'released', 'closed', 'returned', 'cancelled', 'information'] as const;
type Meaning = (typeof MEANINGS)[number];
const meaningWord = (t: Translate, meaning: string): string =>
  meaning === 'information' ? t('codes.meaning-information') : wordOf('status', meaning);

/** What does each code of a channel mean, and since when? */
export function ReceiptCodesPage() {
  const t = useT();
  const [isAdding, setAdding] = useState(false);
  const list = useList('/v1/receipt-codes');
  const keys = useListKeys({
    rows: list.rows,
    keyOf: ({ id }) => id,
    onOpen: () => undefined,
    onRefresh: () => void list.refetch(),
  });
  return (
    <Page
      title={t('codes.title')}
      toolbar={
        <>
          <ToolbarSpace />
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {t('codes.new')}
          </Button>
        </>
      }
    >
      <ListTable
        name={t('codes.title')}
        query={list}
        columns={columnsOf(t)}
        keyOf={({ id }) => id}
        activeKey={keys.activeKey}
        onActivate={keys.activate}
      />
      {isAdding && <CodeDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function CodeDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [channel, setChannel] = useState<'single-window' | 'officer'>('single-window');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [meaning, setMeaning] = useState<Meaning>('information');
  const [validFrom, setValidFrom] = useState(today());
  const add = async () => {
    await api.post('/v1/receipt-codes', { body: { channel, code, name, meaning, validFrom } as never });
    await refreshed('/v1/receipt-codes');
    onClose();
  };
  return (
    <FormDialog
      title={t('codes.new')}
      act={t('rules.add')}
      onSubmit={add}
      onClose={onClose}
      isDisabled={code === '' || name === ''}
    >
      <Select
        label={t('codes.channel')}
        choices={(['single-window', 'officer'] as const).map((id) => ({ id, name: wordOf('channel', id) }))}
        value={channel}
        onChange={(id) => setChannel(id as 'officer')}
      />
      <TextField label={t('codes.code')} value={code} onChange={setCode} isRequired />
      <TextField label={t('admin.name')} value={name} onChange={setName} isRequired />
      <Select
        label={t('codes.meaning')}
        choices={MEANINGS.map((id) => ({ id, name: meaningWord(t, id) }))}
        value={meaning}
        onChange={(id) => setMeaning(id as Meaning)}
      />
      <DayField label={t('rules.from')} value={validFrom} onChange={setValidFrom} />
    </FormDialog>
  );
}

const columnsOf = (t: Translate): Column<Row>[] => [
  { id: 'code', name: t('codes.code'), width: 100, cell: ({ code }) => <span className="mono">{code}</span> },
  { id: 'channel', name: t('codes.channel'), width: 120, cell: ({ channel }) => wordOf('channel', channel) },
  { id: 'meaning', name: t('codes.meaning'), width: 120, cell: ({ meaning }) => meaningWord(t, meaning) },
  { id: 'name', name: t('admin.name'), cell: ({ name }) => name },
  { id: 'from', name: t('rules.from'), width: 120, cell: ({ validFrom }) => validFrom },
  { id: 'to', name: t('rules.to'), width: 120, cell: ({ validTo }) => validTo ?? '–' },
];
