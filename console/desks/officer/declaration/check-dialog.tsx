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

const CONTROLS = ['papers', 'goods'] as const;
const RESULTS = ['conforms', 'differs'] as const;

/** What was looked at because of the lane, and what it showed. */
export function CheckDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const [control, setControl] = useState<string>('papers');
  const [result, setResult] = useState<string>('conforms');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (): Promise<void> => {
    try {
      const body = { control, result, ...(note.trim() ? { note: note.trim() } : {}) } as never;
      await api.post('/v1/declarations/{id}/lane/checks', { path: { id }, body });
      await refreshed('/v1/declarations');
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
      <Button kind="primary" type="submit" form="check">
        {t('check.do')}
      </Button>
    </>
  );
  const choices = (area: string, ids: readonly string[]) => ids.map((each) => ({ id: each, name: wordOf(area, each) }));
  return (
    <Dialog title={t('check.title')} isOpen size="small" onClose={onClose} closeLabel={t('act.close')} foot={foot}>
      <form
        id="check"
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <FailureNotice error={error} />
        <Select
          label={t('check.control')}
          value={control}
          choices={choices('control', CONTROLS)}
          onChange={setControl}
        />
        <Select label={t('check.result')} value={result} choices={choices('check', RESULTS)} onChange={setResult} />
        <TextField label={t('check.note')} value={note} onChange={setNote} maxLength={500} />
      </form>
    </Dialog>
  );
}
