import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed } from '../../api/query';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { TextField } from '../../kit/fields/field';
import { FailureNotice } from '../../shared/failure';
import { useNavigateTo } from '../../shared/location';
import { useT } from '../../texts';
import type { DeclarationDialogProps } from './dialog-props';

/** A new draft with the same content, under a reference of its own. */
export function CopyDialog({ declaration, onClose }: DeclarationDialogProps) {
  const t = useT();
  const go = useNavigateTo();
  const [reference, setReference] = useState(`${declaration.reference}-2`);
  const [error, setError] = useState<unknown>(null);
  const copy = async () => {
    setError(null);
    try {
      const { data } = await api.post('/v1/declarations/{id}/copy', {
        path: { id: declaration.id },
        body: { reference },
      });
      await refreshed('/v1/declarations', '/v1/todo');
      onClose();
      go(`/declarations/${data.id}/edit`);
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={t('page.copy')}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      size="small"
      foot={
        <>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" onPress={() => void copy()} isDisabled={reference === ''}>
            {t('page.copy')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <FailureNotice error={error} />
        <TextField label={t('page.copy-reference')} value={reference} onChange={setReference} autoFocus />
      </div>
    </Dialog>
  );
}
