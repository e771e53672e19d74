import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import type { BodyOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/fields/checkbox';
import { Dialog } from '../../../kit/overlays/dialog';
import { Notice, Skeleton } from '../../../kit/states';
import { showToast } from '../../../kit/overlays/toast';
import { FailureNotice } from '../../../shared/failure';
import { useNavigateTo } from '../../../shared/location';
import { useT } from '../../../texts';
import { SplitPartView } from './split-part';
import { judged, moved, partsOf, type PartBody, type SplitPart } from './split-parts';
import type { Draft } from './use-draft';

/** How the service would split it; made whole or not at all, and only when each part is a deal of its own. */
export function SplitDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const t = useT();
  const go = useNavigateTo();
  const [isGenuine, setGenuine] = useState(false);
  const { proposal, parts, move, error, setError } = useSplit(draft);
  const id = draft.held?.declaration.id ?? '';
  const make = async () => {
    setError(null);
    try {
      const { data } = await api.post('/v1/declarations/{id}/split', {
        path: { id },
        ifMatch: draft.saver.store.get().held?.etag,
        body: { parts: parts.map(({ body }) => body), confirm: true } as BodyOf<'post', '/v1/declarations/{id}/split'>,
      });
      showToast({ text: t('form.split-done', { count: data.parts.length }), tone: 'done' });
      await refreshed('/v1/declarations', '/v1/todo');
      onClose();
      go(`/declarations?splitGroup=${data.splitGroup}`);
    } catch (failure) {
      setError(failure);
    }
  };
  const isJudged = parts.every(({ errors }) => errors !== null);
  return (
    <Dialog
      title={t('form.split-title')}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      size="wide"
      foot={
        <>
          <Checkbox isSelected={isGenuine} onChange={setGenuine}>
            {t('form.split-confirm')}
          </Checkbox>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" isDisabled={!isGenuine || !isJudged || parts.length < 2} onPress={() => void make()}>
            {t('form.split-make', { count: parts.length })}
          </Button>
        </>
      }
    >
      <FailureNotice error={error} />
      {proposal ? <Proposal {...proposal} parts={parts} onMove={move} /> : <Skeleton label={t('form.split-loading')} />}
    </Dialog>
  );
}

/** The proposal, and the parts as they have been changed since: what is moved is judged by the service again. */
function useSplit(draft: Draft) {
  const id = draft.held?.declaration.id ?? '';
  const [changed, setChanged] = useState<readonly SplitPart[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const proposal = useQuery({
    queryKey: ['split', id, draft.digest],
    queryFn: async ({ signal }) => {
      await draft.saver.save();
      return (await api.post('/v1/declarations/{id}/split-proposal', { path: { id }, signal })).data;
    },
    gcTime: 0,
    staleTime: Infinity,
  });
  const parts = changed ?? (proposal.data ? partsOf(proposal.data) : []);
  const judge = async (body: PartBody): Promise<void> => {
    try {
      const { data } = await api.post('/v1/declarations/preview', {
        body: body as BodyOf<'post', '/v1/declarations/preview'>,
      });
      // A part that was changed again meanwhile has another body, and its own judgement on the way.
      setChanged((now) => now?.map((part) => (part.body === body ? judged(part, data) : part)) ?? null);
    } catch (failure) {
      setError(failure);
    }
  };
  const move = (line: number, from: number, by: 1 | -1): void => {
    setError(null);
    const next = moved(parts, line, from, from + by);
    setChanged(next);
    for (const { body, errors } of next) if (errors === null) void judge(body);
  };
  return { proposal: proposal.data, parts, move, error: error ?? proposal.error, setError };
}

interface ProposalProps {
  readonly caution: { readonly message: string; readonly remedy: string };
  readonly notes: readonly { readonly code: string; readonly message: string }[];
  readonly parts: readonly SplitPart[];
  readonly onMove: (line: number, from: number, by: 1 | -1) => void;
}

function Proposal({ caution, notes, parts, onMove }: ProposalProps) {
  const t = useT();
  return (
    <div className="form-stack">
      <Notice tone="warning">
        {caution.message} {caution.remedy}
      </Notice>
      {notes.map(({ code, message }) => (
        <p key={`${code} ${message}`}>{message}</p>
      ))}
      {parts.length < 2 ? <p>{t('form.split-none')}</p> : <p className="dim">{t('form.split-hint')}</p>}
      <div className="parts">
        {parts.map((part, index) => (
          <SplitPartView
            key={part.body.reference}
            part={part}
            index={index}
            count={parts.length}
            onMove={(line, by) => onMove(line, index, by)}
          />
        ))}
      </div>
    </div>
  );
}
