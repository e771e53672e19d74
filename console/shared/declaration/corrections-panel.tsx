import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { AnswerOf } from '../../api/types';
import { Button } from '../../kit/button';
import { TextField } from '../../kit/fields/field';
import { EmptyState } from '../../kit/states';
import { Tag } from '../../kit/tag';
import { showToast } from '../../kit/overlays/toast';
import { useT } from '../../texts';
import { FailureNotice } from '../failure';
import { shortDay } from '../format';
import { useRole } from '../session';
import { Instant, wordOf } from '../trade';
import './findings.css';

type Thread = AnswerOf<'get', '/v1/declarations/{id}/corrections'>['items'][number];

/** What customs asks to be corrected, field by field, and what was answered. A broker sees the fields for the answer. */
export function CorrectionsPanel({ id }: { id: string }) {
  const t = useT();
  const canAnswer = useRole('broker');
  const { rows, isPending } = useList('/v1/declarations/{id}/corrections', { path: { id } });
  if (!isPending && rows.length === 0) return <EmptyState title={t('page.no-corrections')} />;
  return (
    <>
      {rows.map((thread) => (
        <CorrectionThread key={thread.number} thread={thread} canAnswer={canAnswer && thread.state === 'sent'} />
      ))}
    </>
  );
}

function CorrectionThread({ thread, canAnswer }: { thread: Thread; canAnswer: boolean }) {
  const t = useT();
  const answers = new Map(
    thread.messages
      .filter(({ side }) => side === 'broker')
      .flatMap(({ fields }) => fields.map((field) => [field.pointer, field])),
  );
  return (
    <article className="thread">
      <header className="thread-head">
        <strong>#{thread.number}</strong>
        <Tag tone={thread.state === 'sent' ? 'rust' : 'grey'} icon={thread.state === 'sent' ? 'pencil' : 'dot'}>
          {wordOf('correction', `state-${thread.state}`)}
        </Tag>
        {thread.dueOn && <span>{t('correction.due', { day: shortDay(thread.dueOn) })}</span>}
        <span className="dim">
          {thread.createdBy} <Instant at={thread.createdAt} />
        </span>
      </header>
      {thread.comment && <p>{thread.comment}</p>}
      <table className="thread-table">
        <thead>
          <tr>
            {(['field', 'now', 'asked', 'answer', 'value'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`correction.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {thread.fields.map(({ pointer, comment, value }) => (
            <tr key={pointer}>
              <th scope="row" className="mono">
                {pointer}
              </th>
              <td>{textOf(value)}</td>
              <td>{comment}</td>
              <td>{answers.get(pointer)?.text ?? '–'}</td>
              <td>{textOf(answers.get(pointer)?.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {canAnswer && <Answer thread={thread} />}
    </article>
  );
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);

function Answer({ thread }: { thread: Thread }) {
  const t = useT();
  const [texts, setTexts] = useState<Readonly<Record<string, { text: string; value: string }>>>({});
  const [error, setError] = useState<unknown>(null);
  const send = async () => {
    setError(null);
    try {
      const fields = thread.fields.map(({ pointer }) => {
        const { text = '', value = '' } = texts[pointer] ?? {};
        return value === '' ? { pointer, text } : { pointer, text, value };
      });
      await api.post('/v1/declarations/{id}/corrections/{number}/answer', {
        path: { id: thread.declarationId, number: String(thread.number) },
        ifMatch: `"r${thread.revision}"`,
        body: { fields },
      });
      showToast({ text: t('correction.answer-sent'), tone: 'done' });
      await refreshed('/v1/declarations', '/v1/todo');
    } catch (failure) {
      setError(failure);
    }
  };
  const change = (pointer: string, part: 'text' | 'value', text: string) =>
    setTexts({ ...texts, [pointer]: { ...(texts[pointer] ?? { text: '', value: '' }), [part]: text } });
  return (
    <div className="form-stack">
      <FailureNotice error={error} />
      {thread.fields.map(({ pointer }) => (
        <div key={pointer} className="form-grid">
          <TextField
            label={`${t('correction.answer')} ${pointer}`}
            value={texts[pointer]?.text ?? ''}
            onChange={(text) => change(pointer, 'text', text)}
          />
          <TextField
            label={t('correction.value')}
            value={texts[pointer]?.value ?? ''}
            onChange={(text) => change(pointer, 'value', text)}
          />
        </div>
      ))}
      <div className="form-acts">
        <Button
          kind="primary"
          onPress={() => void send()}
          isDisabled={thread.fields.some(({ pointer }) => !texts[pointer]?.text)}
        >
          {t('correction.send')}
        </Button>
      </div>
    </div>
  );
}
