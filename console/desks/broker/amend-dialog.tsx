import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useGet } from '../../api/query';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { TextField } from '../../kit/fields/field';
import { Select } from '../../kit/fields/select';
import { showToast } from '../../kit/overlays/toast';
import { FailureNotice } from '../../shared/failure';
import { useT } from '../../texts';
import type { DeclarationDialogProps } from './dialog-props';

/** Asks customs to cancel what is filed; the reasons are those the service offers for its state. */
export function AmendDialog({ declaration, etag, onClose }: DeclarationDialogProps) {
  const t = useT();
  const [reasonCode, setReasonCode] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { data } = useGet('/v1/amendment-reasons');
  const choices = (data?.data.items ?? []).flatMap(({ code, kind, name, origins, states }) =>
    kind === 'cancel' && origins.includes('broker') && states.includes(declaration.status) ? [{ id: code, name }] : [],
  );
  const ask = async () => {
    setError(null);
    try {
      await api.post('/v1/declarations/{id}/amendments', {
        path: { id: declaration.id },
        ifMatch: etag,
        body: { kind: 'cancel', reasonCode: reasonCode as never, reason },
      });
      showToast({ text: t('page.amend-sent'), tone: 'done' });
      onClose();
      await refreshed('/v1/declarations', '/v1/todo');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={t('page.amend')}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      foot={
        <>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" onPress={() => void ask()} isDisabled={reasonCode === null || reason === ''}>
            {t('page.amend')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <FailureNotice error={error} />
        <p>{t('page.amend-text')}</p>
        <Select label={t('page.amend-reason-code')} choices={choices} value={reasonCode} onChange={setReasonCode} />
        <TextField label={t('page.amend-reason')} value={reason} onChange={setReason} rows={3} />
      </div>
    </Dialog>
  );
}
