import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { tagOf } from '../../../api/tag';
import { Button } from '../../../kit/button';
import { FailureNotice } from '../../../shared/failure';
import { Section } from '../../../shared/page';
import { Instant, wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';
import type { Correction } from './declaration-data';
import { fieldName } from './field-name';

/** Requests for corrections as a table field by field: what was asked, what it was, what was answered. */
export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  const t = useT();
  if (corrections.length === 0) return <p className="dim tab-empty">{t('correct.none')}</p>;
  return (
    <>
      {corrections.map((correction) => (
        <Thread key={correction.number} correction={correction} />
      ))}
    </>
  );
}

function Thread({ correction }: { correction: Correction }) {
  const t = useT();
  const answers = correction.messages.filter(({ kind }) => kind === 'answered').at(-1);
  const answerOf = (pointer: string) => answers?.fields.find((field) => field.pointer === pointer);
  return (
    <Section
      title={`${t('correct.number', { number: correction.number })} · ${wordOf('correction', correction.state)}`}
      action={<ThreadActs correction={correction} />}
    >
      <p className="dim">
        {correction.createdBy} <Instant at={correction.createdAt} /> {correction.comment}
      </p>
      <table className="table is-wrapping">
        <thead>
          <tr>
            <th scope="col">{t('correct.field')}</th>
            <th scope="col">{t('correct.asked')}</th>
            <th scope="col">{t('correct.before')}</th>
            <th scope="col">{t('correct.after')}</th>
            <th scope="col">{t('correct.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {correction.fields.map((field) => {
            const answer = answerOf(field.pointer) as { text?: string | null; value?: unknown } | undefined;
            return (
              <tr key={field.pointer}>
                <th scope="row">{fieldName(field.pointer, t)}</th>
                <td>{field.comment}</td>
                <td>{String(field.value ?? '–')}</td>
                <td>{answer === undefined ? '–' : String(answer.value ?? '–')}</td>
                <td>{answer?.text}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

type Step = 'send' | 'close' | 'withdraw';
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  'not-sent': ['send', 'withdraw'],
  sent: ['withdraw'],
  answered: ['close'],
};

function ThreadActs({ correction }: { correction: Correction }) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const { declarationId: id, number, revision, state } = correction;
  const act = async (step: Step): Promise<void> => {
    try {
      const path = { id, number: String(number) };
      const options = { path, ifMatch: tagOf(revision), body: {} } as never;
      await api.post(`/v1/declarations/{id}/corrections/{number}/${step}` as never, options);
      await refreshed('/v1/declarations', '/v1/corrections');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <span className="thread-acts">
      <FailureNotice error={error} />
      {(STEPS[state] ?? []).map((step) => (
        <Button key={step} onPress={() => void act(step)}>
          {t(`correct.${step}`)}
        </Button>
      ))}
    </span>
  );
}
