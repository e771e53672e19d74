import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import type { BodyOf } from '../../../api/types';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { FormDialog } from '../../../shared/form-dialog';
import { wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';

type Check = BodyOf<'post', '/v1/declarations/{id}/lane/checks'>;
const CONTROLS: readonly Check['control'][] = ['papers', 'goods'];
const RESULTS: readonly Check['result'][] = ['conforms', 'differs'];

const choicesOf = (area: string, ids: readonly string[]) => ids.map((id) => ({ id, name: wordOf(area, id) }));

/** What was looked at because of the lane, and what it showed. */
export function CheckDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const [control, setControl] = useState<Check['control']>('papers');
  const [result, setResult] = useState<Check['result']>('conforms');
  const [note, setNote] = useState('');
  const submit = async () => {
    const body: Check = { control, result, ...(note.trim() ? { note: note.trim() } : {}) };
    await api.post('/v1/declarations/{id}/lane/checks', { path: { id }, body });
    await refreshed('/v1/declarations');
    onClose();
  };
  return (
    <FormDialog title={t('check.title')} act={t('check.do')} onSubmit={submit} onClose={onClose}>
      <Select
        label={t('check.control')}
        value={control}
        choices={choicesOf('control', CONTROLS)}
        onChange={(chosen) => setControl(chosen as Check['control'])}
      />
      <Select
        label={t('check.result')}
        value={result}
        choices={choicesOf('check', RESULTS)}
        onChange={(chosen) => setResult(chosen as Check['result'])}
      />
      <TextField label={t('check.note')} value={note} onChange={setNote} maxLength={500} />
    </FormDialog>
  );
}
