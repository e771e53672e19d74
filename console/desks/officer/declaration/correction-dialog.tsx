import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/overlays/dialog';
import { TextField } from '../../../kit/fields/field';
import { FieldChoice, NO_FIELD, pointerOf } from '../../../shared/declaration/field-choice';
import { fieldName } from '../../../shared/declaration/field-name';
import { FailureNotice } from '../../../shared/failure';
import { useT } from '../../../texts';
import type { Declaration } from './declaration-data';

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
      const body = { fields: [...asked], send: true, ...(comment.trim() ? { comment: comment.trim() } : {}) };
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
              <span>{fieldName(pointer, t)}</span>
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
  const [place, setPlace] = useState(NO_FIELD);
  const [comment, setComment] = useState('');
  const isReady = place.field !== null && comment.trim() !== '';
  const add = (): void => {
    onAdd({ pointer: pointerOf(place), comment: comment.trim() });
    setComment('');
  };
  return (
    <div className="correct-add">
      <FieldChoice lines={lines} place={place} onChange={setPlace} />
      <TextField label={t('correct.asked')} value={comment} onChange={setComment} maxLength={500} />
      <Button icon="plus" isDisabled={!isReady} onPress={add}>
        {t('correct.add')}
      </Button>
    </div>
  );
}
