import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { showToast } from '../../../kit/overlays/toast';
import { FormDialog } from '../../../shared/form-dialog';
import { clearJournal, journalKey } from '../../../shared/journal';
import { useNavigateTo } from '../../../shared/location';
import { usePerson } from '../../../shared/session';
import { useT } from '../../../texts';
import type { DeclarationDialogProps } from './dialog-props';

export function WithdrawDialog({ declaration, etag, onClose }: DeclarationDialogProps) {
  const t = useT();
  const go = useNavigateTo();
  const person = usePerson();
  const { id, reference } = declaration;
  const withdraw = async () => {
    await api.delete('/v1/declarations/{id}', { path: { id }, ifMatch: etag });
    await clearJournal(journalKey(person.id, id));
    showToast({ text: t('page.withdrawn', { reference }), tone: 'done' });
    onClose();
    go('/declarations', { replace: true });
    await refreshed('/v1/declarations', '/v1/todo');
  };
  return (
    <FormDialog title={t('page.withdraw')} act={t('page.withdraw')} onSubmit={withdraw} onClose={onClose} isDanger>
      <p>{t('page.withdraw-text', { reference })}</p>
    </FormDialog>
  );
}
