import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/overlays/dialog';
import { Select } from '../../../kit/fields/select';
import { TextField } from '../../../kit/fields/field';
import { FailureNotice } from '../../../shared/failure';
import { wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';
import type { Declaration } from './declaration-data';

const HEADER = [
  'consignor',
  'buyer',
  'billOfLading',
  'packages',
  'grossWeightKg',
  'netWeightKg',
  'vessel',
  'arrivalCountry',
  'documents',
];
const OF_LINE = [
  'hsCode',
  'name',
  'quantity',
  'unit',
  'netWeightKg',
  'grossWeightKg',
  'totalPrice',
  'finalDestination',
];

interface AskedField {
  readonly pointer: string;
  readonly comment: string;
}

/** Asks the broker to correct named fields; the clock of customs stands still until the answer. */
export function CorrectionDialog({ declaration, onClose }: { declaration: Declaration; onClose: () => void }) {
  const t = useT();
  const [asked, setAsked] = useState<readonly AskedField[]>([]);
  const [comment, setComment] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (): Promise<void> => {
    try {
      const body = { fields: asked, send: true, ...(comment.trim() ? { comment: comment.trim() } : {}) } as never;
      await api.post('/v1/declarations/{id}/corrections', { path: { id: declaration.id }, body });
      await refreshed('/v1/declarations', '/v1/corrections');
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
      <Button kind="primary" isDisabled={asked.length === 0} onPress={() => void submit()}>
        {t('correct.do', { count: asked.length })}
      </Button>
    </>
  );
  return (
    <Dialog title={t('correct.title')} isOpen onClose={onClose} closeLabel={t('act.close')} foot={foot}>
      <div className="form-stack">
        <FailureNotice error={error} />
        <AddField
          lines={declaration.goods?.length ?? 0}
          onAdd={(field) => setAsked([...asked.filter(({ pointer }) => pointer !== field.pointer), field])}
        />
        <ul className="decision-list">
          {asked.map(({ pointer, comment: text }) => (
            <li key={pointer}>
              <span className="mono">{pointer}</span>
              <span>{text}</span>
            </li>
          ))}
        </ul>
        <TextField label={t('correct.comment')} value={comment} onChange={setComment} maxLength={1000} />
      </div>
    </Dialog>
  );
}

function AddField({ lines, onAdd }: { lines: number; onAdd: (field: AskedField) => void }) {
  const t = useT();
  const [line, setLine] = useState('header');
  const [field, setField] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const fields = line === 'header' ? HEADER : OF_LINE;
  const places = [
    { id: 'header', name: t('correct.header') },
    ...Array.from({ length: lines }, (_, index) => ({ id: String(index), name: t('field.line', { line: index + 1 }) })),
  ];
  const add = (): void => {
    if (field === null || comment.trim() === '') return;
    onAdd({ pointer: line === 'header' ? `/${field}` : `/goods/${line}/${field}`, comment: comment.trim() });
    setComment('');
  };
  return (
    <div className="correct-add">
      <Select
        label={t('correct.where')}
        value={line}
        choices={places}
        onChange={(id) => {
          setLine(id);
          setField(null);
        }}
      />
      <Select
        label={t('correct.field')}
        value={field}
        choices={fields.map((id) => ({ id, name: wordOf('field', id) }))}
        onChange={setField}
      />
      <TextField label={t('correct.asked')} value={comment} onChange={setComment} maxLength={500} />
      <Button icon="plus" isDisabled={field === null || comment.trim() === ''} onPress={add}>
        {t('correct.add')}
      </Button>
    </div>
  );
}
