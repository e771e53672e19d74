import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed, useGet } from '../../../api/query';
import type { BodyOf } from '../../../api/types';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { showToast } from '../../../kit/overlays/toast';
import { AmendmentEffect } from '../../../shared/declaration/amendment-effect';
import { FailureNotice } from '../../../shared/failure';
import { FormDialog } from '../../../shared/form-dialog';
import { useT } from '../../../texts';
import { type AskedChange, changesOf } from './amendment-changes';
import { AskedChanges } from './asked-changes';
import type { DeclarationDialogProps } from './dialog-props';

type Body = BodyOf<'post', '/v1/declarations/{id}/amendments'>;

/** Asks customs to change fields of what is filed, or to cancel it; what that does is shown before it is sent. */
export function AmendDialog({ declaration, etag, kind, onClose }: DeclarationDialogProps & { kind: Body['kind'] }) {
  const t = useT();
  const [reasonCode, setReasonCode] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState<readonly AskedChange[]>([]);
  const { id, status } = declaration;
  const choices = useReasons(kind, status);
  const isAmending = kind === 'amend';
  const isWhole = reasonCode !== null && (!isAmending || asked.length > 0);
  const bodyWith = (words: string): Body => ({
    kind,
    reasonCode: reasonCode as Body['reasonCode'],
    reason: words,
    ...(isAmending ? { changes: changesOf(declaration, asked) } : {}),
  });
  const preview = useQuery({
    queryKey: ['amendment-preview', id, etag, reasonCode, asked],
    // The words of the reason change nothing of the effect.
    queryFn: () => api.post('/v1/declarations/{id}/amendments/preview', { path: { id }, body: bodyWith('-') }),
    enabled: isWhole,
    gcTime: 0,
    retry: false,
  });
  const found = isWhole ? preview.data?.data : undefined;
  const send = async () => {
    await api.post('/v1/declarations/{id}/amendments', { path: { id }, ifMatch: etag, body: bodyWith(reason.trim()) });
    showToast({ text: t('page.amend-sent'), tone: 'done' });
    onClose();
    await refreshed('/v1/declarations', '/v1/todo');
  };
  return (
    <FormDialog
      title={t(isAmending ? 'page.amend' : 'page.cancel')}
      act={isAmending ? t('page.amend-send', { count: asked.length }) : t('page.cancel')}
      size={isAmending ? 'wide' : 'medium'}
      isDisabled={!isWhole || reason.trim() === '' || found?.possible === false}
      onSubmit={send}
      onClose={onClose}
    >
      <p>{t(isAmending ? 'page.amend-text' : 'page.cancel-text')}</p>
      {isAmending && <AskedChanges declaration={declaration} asked={asked} onChange={setAsked} />}
      <Select label={t('page.amend-reason-code')} choices={choices} value={reasonCode} onChange={setReasonCode} />
      <TextField label={t('page.amend-reason')} value={reason} onChange={setReason} rows={2} maxLength={1000} />
      <FailureNotice error={isWhole ? preview.error : null} />
      {found && <AmendmentEffect preview={found} />}
    </FormDialog>
  );
}

/** The reasons that a broker may give in this state, as the service lists them. */
function useReasons(kind: string, status: string) {
  const { data } = useGet('/v1/amendment-reasons');
  return (data?.data.items ?? []).flatMap((reason) =>
    reason.kind === kind && reason.origins.includes('broker') && reason.states.includes(status)
      ? [{ id: reason.code, name: reason.name }]
      : [],
  );
}
