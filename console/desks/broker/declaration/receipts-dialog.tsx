import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import type { AnswerOf } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/overlays/dialog';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { instantOfTyped, typedNow } from '../../../shared/format';
import { FormDialog } from '../../../shared/form-dialog';
import { wordOf } from '../../../shared/trade';
import { type TextKey, useT } from '../../../texts';

type Result = AnswerOf<'post', '/v1/receipts'>['results'][number];
interface Subject {
  readonly id: string;
  readonly reference: string;
  readonly entryId?: string | null;
}

/** The codes of the Single Window in the order of a declaration's course. What one means is the service's to say. */
const CODES = ['L', 'C', 'P', 'I', 'F', 'R', 'Z', 'E', 'A', 'D'];

/** The Single Window's answer, written down for one declaration or for several at once; each is answered for itself. */
export function ReceiptsDialog({ subjects, onClose }: { subjects: readonly Subject[]; onClose: () => void }) {
  const t = useT();
  const [code, setCode] = useState('L');
  const [time, setTime] = useState(typedNow);
  const [text, setText] = useState('');
  const [entryId, setEntryId] = useState('');
  const [results, setResults] = useState<readonly Result[] | null>(null);
  const isOne = subjects.length === 1;
  const record = async () => {
    const number = isOne && entryId.trim() !== '' ? { entryId: entryId.trim() } : {};
    const receipts = subjects.map(({ id }) => ({
      channel: 'single-window' as const,
      declarationId: id,
      code,
      eventTime: instantOfTyped(time),
      ...(text.trim() === '' ? {} : { text: text.trim() }),
      ...number,
    }));
    const { data } = await api.post('/v1/receipts', { body: { receipts } });
    setResults(data.results);
    await refreshed('/v1/declarations', '/v1/todo');
  };
  if (results !== null) return <Outcome subjects={subjects} results={results} onClose={onClose} />;
  return (
    <FormDialog
      title={t('receipts.title', { count: subjects.length })}
      act={t('receipts.do', { count: subjects.length })}
      onSubmit={record}
      onClose={onClose}
      size="medium"
    >
      <p className="dim">{subjects.map(({ reference }) => reference).join('，')}</p>
      <Select
        label={t('receipts.code')}
        choices={CODES.map((id) => ({ id, name: t(`receipts.code-${id}` as TextKey), detail: id }))}
        value={code}
        onChange={setCode}
      />
      <TextField label={t('receipts.time')} value={time} onChange={setTime} hint={t('receipts.time-hint')} />
      {isOne && !subjects[0]?.entryId && (
        <TextField
          label={t('receipts.entry-id')}
          value={entryId}
          onChange={setEntryId}
          hint={t('receipts.entry-id-hint')}
          isMono
        />
      )}
      <TextField label={t('receipts.text')} value={text} onChange={setText} rows={2} />
    </FormDialog>
  );
}

interface OutcomeProps {
  readonly subjects: readonly Subject[];
  readonly results: readonly Result[];
  readonly onClose: () => void;
}

/** Each declaration with what became of its receipt: moved, known already, or parked and why. */
function Outcome({ subjects, results, onClose }: OutcomeProps) {
  const t = useT();
  const foot = (
    <Button kind="primary" autoFocus onPress={onClose}>
      {t('act.close')}
    </Button>
  );
  const wordsOf = ({ result, effect, findings = [] }: Result): string =>
    [
      t(`receipts.${result}` as TextKey),
      effect
        ? t('receipts.moved', { from: wordOf('status', effect.from), to: wordOf('status', effect.to) })
        : t('receipts.no-effect'),
      ...findings.map(({ message, remedy }) => `${message} ${remedy}`),
    ].join(' · ');
  return (
    <Dialog title={t('receipts.outcome')} isOpen onClose={onClose} closeLabel={t('act.close')} foot={foot}>
      <ul className="plain-list" role="status">
        {results.map((result, index) => (
          <li key={subjects[index]?.id ?? index}>
            <strong>{subjects[index]?.reference}</strong> {wordsOf(result)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
