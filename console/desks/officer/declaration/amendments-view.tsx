import { useState } from 'react';
import { useGet, refreshed } from '../../../api/query';
import { api } from '../../../api/client';
import { tagOf } from '../../../api/tag';
import { Button } from '../../../kit/button';
import { TextField } from '../../../kit/fields/field';
import { grouped } from '../../../shared/format';
import { FailureNotice } from '../../../shared/failure';
import { Section } from '../../../shared/page';
import { Instant, wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';
import type { Amendment } from './declaration-data';
import { fieldName } from './field-name';

/** 修撤单: what was asked, why, and what accepting it does to the figures that are published. */
export function Amendments({ amendments }: { amendments: readonly Amendment[] }) {
  const t = useT();
  if (amendments.length === 0) return <p className="dim tab-empty">{t('amend.none')}</p>;
  return (
    <>
      {amendments.map((amendment) => (
        <One key={amendment.number} amendment={amendment} />
      ))}
    </>
  );
}

function One({ amendment }: { amendment: Amendment }) {
  const t = useT();
  const { number, kind, state, reasonName, reason, askedBy, askedAt, decidedBy, decidedAt, note } = amendment;
  return (
    <Section title={`${t('amend.number', { number })} · ${wordOf('amend', kind)} · ${wordOf('amend-state', state)}`}>
      <p>
        {reasonName}
        {reason ? `: ${reason}` : ''}{' '}
        <span className="dim">
          {askedBy} <Instant at={askedAt} />
        </span>
      </p>
      {decidedBy ? (
        <p className="dim">
          {decidedBy} <Instant at={decidedAt} /> {note}
        </p>
      ) : null}
      {state === 'pending' ? <Pending amendment={amendment} /> : null}
    </Section>
  );
}

/** The effect is shown before the decision, the published figures with it. */
function Pending({ amendment: { declarationId, number, revision } }: { amendment: Amendment }) {
  const t = useT();
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const path = { id: declarationId, number: String(number) };
  const preview = useGet('/v1/declarations/{id}/amendments/{number}/preview', { path });
  const decided = async (accept: boolean): Promise<void> => {
    try {
      const body = { decision: accept ? 'accept' : 'reject', ...(note.trim() ? { note: note.trim() } : {}) } as never;
      await api.post('/v1/declarations/{id}/amendments/{number}/decision', { path, body, ifMatch: tagOf(revision) });
      await refreshed('/v1/declarations', '/v1/todo');
    } catch (failure) {
      setError(failure);
    }
  };
  const found = preview.data?.data;
  return (
    <div className="form-stack">
      <FailureNotice error={error ?? preview.error} />
      {found === undefined ? null : (
        <table className="table is-wrapping">
          <caption>{t('amend.effect')}</caption>
          <tbody>
            {found.changes.map(({ pointer, before, after }) => (
              <tr key={pointer}>
                <th scope="row">{fieldName(pointer, t)}</th>
                <td>{String(before ?? '–')}</td>
                <td>{String(after ?? '–')}</td>
              </tr>
            ))}
            {found.figures.map(({ month, country, cny }) => (
              <tr key={`${month} ${country}`}>
                <th scope="row">{t('amend.published', { month, country })}</th>
                <td className="number">{grouped(cny.before)}</td>
                <td className="number">{grouped(cny.after)} CNY</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <TextField label={t('amend.note')} value={note} onChange={setNote} maxLength={500} />
      <div className="form-acts">
        <Button onPress={() => void decided(false)}>{t('amend.reject')}</Button>
        <Button kind="primary" isDisabled={found?.possible === false} onPress={() => void decided(true)}>
          {t('amend.accept')}
        </Button>
      </div>
    </div>
  );
}
