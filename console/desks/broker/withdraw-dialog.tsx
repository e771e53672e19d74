import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed } from '../../api/query';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { showToast } from '../../kit/overlays/toast';
import { FailureNotice } from '../../shared/failure';
import { clearJournal, journalKey } from '../../shared/journal';
import { useNavigateTo } from '../../shared/location';
import { usePerson } from '../../shared/session';
import { useT } from '../../texts';
import type { DeclarationDialogProps } from './dialog-props';

export function WithdrawDialog({ declaration, etag, onClose }: DeclarationDialogProps) {
  const t = useT();
  const go = useNavigateTo();
  const person = usePerson();
  const [error, setError] = useState<unknown>(null);
  const { id, reference } = declaration;
  const withdraw = async () => {
    setError(null);
    try {
      await api.delete('/v1/declarations/{id}', { path: { id }, ifMatch: etag });
      await clearJournal(journalKey(person.id, id));
      showToast({ text: t('page.withdrawn', { reference }), tone: 'done' });
      onClose();
      go('/declarations', { replace: true });
      await refreshed('/v1/declarations', '/v1/todo');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={t('page.withdraw')}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      size="small"
      foot={
        <>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
          <Button kind="danger" onPress={() => void withdraw()}>
            {t('page.withdraw')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <FailureNotice error={error} />
        <p>{t('page.withdraw-text', { reference })}</p>
      </div>
    </Dialog>
  );
}
