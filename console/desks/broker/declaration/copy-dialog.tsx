import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { TextField } from '../../../kit/fields/field';
import { FormDialog } from '../../../shared/form-dialog';
import { useNavigateTo } from '../../../shared/location';
import { useT } from '../../../texts';
import type { DeclarationDialogProps } from './dialog-props';

/** A new draft with the same content, under a reference of its own. */
export function CopyDialog({ declaration, onClose }: DeclarationDialogProps) {
  const t = useT();
  const go = useNavigateTo();
  const [reference, setReference] = useState(`${declaration.reference}-2`);
  const copy = async () => {
    const { data } = await api.post('/v1/declarations/{id}/copy', {
      path: { id: declaration.id },
      body: { reference },
    });
    await refreshed('/v1/declarations', '/v1/todo');
    onClose();
    go(`/declarations/${data.id}/edit`);
  };
  return (
    <FormDialog
      title={t('page.copy')}
      act={t('page.copy')}
      onSubmit={copy}
      onClose={onClose}
      isDisabled={reference === ''}
    >
      <TextField label={t('page.copy-reference')} value={reference} onChange={setReference} autoFocus />
    </FormDialog>
  );
}
