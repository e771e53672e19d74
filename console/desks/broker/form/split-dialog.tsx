import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/fields/checkbox';
import { Dialog } from '../../../kit/overlays/dialog';
import { Notice, Skeleton } from '../../../kit/states';
import { Tag } from '../../../kit/tag';
import { showToast } from '../../../kit/overlays/toast';
import { FailureNotice } from '../../../shared/failure';
import { grouped } from '../../../shared/format';
import { useNavigateTo } from '../../../shared/location';
import { useT } from '../../../texts';
import type { Draft } from './use-draft';

/** How the service would split it; made whole or not at all, and only when each part is a deal of its own. */
export function SplitDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const t = useT();
  const go = useNavigateTo();
  const [isGenuine, setGenuine] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const id = draft.held?.declaration.id ?? '';
  const proposal = useQuery({
    queryKey: ['split', id, draft.digest],
    queryFn: async ({ signal }) => {
      await draft.saver.save();
      return (await api.post('/v1/declarations/{id}/split-proposal', { path: { id }, signal })).data;
    },
    gcTime: 0,
  });
  const parts = proposal.data?.parts ?? [];
  const make = async () => {
    setError(null);
    try {
      const { data } = await api.post('/v1/declarations/{id}/split', {
        path: { id },
        ifMatch: draft.saver.store.get().held?.etag,
        body: { parts: parts.map(({ declaration }) => declaration) as never, confirm: true },
      });
      showToast({ text: t('form.split-done', { count: data.parts.length }), tone: 'done' });
      await refreshed('/v1/declarations', '/v1/todo');
      onClose();
      go(`/declarations?splitGroup=${data.splitGroup}`);
    } catch (failure) {
      setError(failure);
    }
  };
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
          <Button kind="primary" isDisabled={!isGenuine || parts.length < 2} onPress={() => void make()}>
            {t('form.split-make', { count: parts.length })}
          </Button>
        </>
      }
    >
      <FailureNotice error={error ?? proposal.error} />
      {proposal.data ? <Proposal {...proposal.data} /> : <Skeleton label={t('form.split-loading')} />}
    </Dialog>
  );
}

interface ProposalProps {
  readonly caution: { readonly message: string; readonly remedy: string };
  readonly parts: readonly ProposedPart[];
}

function Proposal({ caution, parts }: ProposalProps) {
  const t = useT();
  return (
    <div className="form-stack">
      <Notice tone="warning">
        {caution.message} {caution.remedy}
      </Notice>
      {parts.length < 2 && <p>{t('form.split-none')}</p>}
      <div className="parts">
        {parts.map((part, index) => (
          <Part key={part.reference} part={part} number={index + 1} />
        ))}
      </div>
    </div>
  );
}

interface ProposedPart {
  readonly reference: string;
  readonly goodsLines: readonly number[];
  readonly containers: readonly string[];
  readonly usd: string;
  readonly items: number;
  readonly passes: boolean;
}

function Part({ part, number }: { part: ProposedPart; number: number }) {
  const t = useT();
  const { reference, goodsLines, containers, usd, items, passes } = part;
  return (
    <section className="part">
      <h3>
        {t('form.split-part', { number })} · {reference}
      </h3>
      <p>
        {grouped(usd)} {t('unit.usd')} · {items} {t('goods.item')}
      </p>
      <p className="dim">
        {t('goods.lines')} {goodsLines.join(', ')}
      </p>
      {containers.length > 0 && <p className="dim mono">{containers.join(', ')}</p>}
      <Tag tone={passes ? 'green' : 'rust'} icon={passes ? 'check' : 'warning'}>
        {t(passes ? 'form.split-passes' : 'form.split-fails')}
      </Tag>
    </section>
  );
}
