import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useGet, useList } from '../../api/query';
import { tagOf } from '../../api/tag';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { TextField } from '../../kit/fields/field';
import { EmptyState } from '../../kit/states';
import { useT } from '../../texts';
import { FailureNotice } from '../failure';
import { Section } from '../page';
import { useRole } from '../session';
import { Instant, wordOf } from '../trade';
import { AmendmentEffect } from './amendment-effect';

type Amendment = AnswerOf<'get', '/v1/declarations/{id}/amendments'>['items'][number];

/** 修撤单: what was asked, why, what accepting it does, and what was decided. Who may decide sees the two buttons. */
export function AmendmentsPanel({ id, canDecide = false }: { id: string; canDecide?: boolean }) {
  const t = useT();
  const { rows, isPending, error } = useList('/v1/declarations/{id}/amendments', { path: { id } });
  if (!isPending && rows.length === 0 && !error) return <EmptyState title={t('amendment.none')} />;
  return (
    <>
      <FailureNotice error={error} />
      {rows.map((amendment) => (
        <One key={amendment.number} amendment={amendment} canDecide={canDecide} />
      ))}
    </>
  );
}

function One({ amendment, canDecide }: { amendment: Amendment; canDecide: boolean }) {
  const t = useT();
  const { number, kind, state, reasonName, reason, askedBy, askedAt, decidedBy, decidedAt, note } = amendment;
  const words = [
    t('amendment.number', { number }),
    wordOf('amendment', `kind-${kind}`),
    wordOf('amendment', `state-${state}`),
  ];
  return (
    <Section title={words.join(' · ')}>
      <p>
        {reasonName}: {reason}{' '}
        <span className="dim">
          {askedBy} <Instant at={askedAt} />
        </span>
      </p>
      {decidedAt && (
        <p className="dim">
          {decidedBy} <Instant at={decidedAt} /> {note}
        </p>
      )}
      {state === 'pending' && <Pending amendment={amendment} canDecide={canDecide} />}
    </Section>
  );
}

/** The effect is shown before the decision, the published figures with it. */
function Pending({ amendment, canDecide }: { amendment: Amendment; canDecide: boolean }) {
  const path = { id: amendment.declarationId, number: String(amendment.number) };
  const enabled = useRole('broker', 'officer');
  const preview = useGet('/v1/declarations/{id}/amendments/{number}/preview', { path }, { enabled });
  const found = preview.data?.data;
  return (
    <div className="form-stack">
      <FailureNotice error={preview.error} />
      {found && <AmendmentEffect preview={found} />}
      {canDecide && <Decision amendment={amendment} isPossible={found?.possible !== false} />}
    </div>
  );
}

function Decision({ amendment, isPossible }: { amendment: Amendment; isPossible: boolean }) {
  const t = useT();
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { declarationId: id, number, revision } = amendment;
  const words = note.trim();
  const decide = async (accept: boolean): Promise<void> => {
    setError(null);
    try {
      await api.post('/v1/declarations/{id}/amendments/{number}/decision', {
        path: { id, number: String(number) },
        body: { accept, ...(words ? { note: words } : {}) },
        ifMatch: tagOf(revision),
      });
      await refreshed('/v1/declarations', '/v1/todo', '/v1/amendments');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <FailureNotice error={error} />
      <TextField
        label={t('amendment.note')}
        hint={t('amendment.reject-hint')}
        value={note}
        onChange={setNote}
        maxLength={500}
      />
      <div className="form-acts">
        <Button isDisabled={words === ''} onPress={() => void decide(false)}>
          {t('amendment.reject')}
        </Button>
        <Button kind="primary" isDisabled={!isPossible} onPress={() => void decide(true)}>
          {t('amendment.accept')}
        </Button>
      </div>
    </>
  );
}
