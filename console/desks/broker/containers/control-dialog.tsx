import { type ReactNode, useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { today } from '../../../shared/format';
import { FormDialog } from '../../../shared/form-dialog';
import { wordOf } from '../../../shared/trade';
import { type TextKey, useT } from '../../../texts';

/** What an officer does about a container; `of` names the hold or the inspection. */
export interface ControlStep {
  readonly name: 'hold' | 'release' | 'order' | 'opened' | 'result' | 'resealed' | 'explain';
  readonly of?: string;
}

interface Typed {
  readonly text: string;
  readonly owner: string;
  readonly reviewOn: string;
  readonly seal: string;
  readonly result: 'conforms' | 'differs';
  readonly kind: 'left-while-held' | 'sealed-otherwise';
}

const RESULTS = ['conforms', 'differs'] as const;
const KINDS = ['sealed-otherwise', 'left-while-held'] as const;
const optional = (name: string, text: string): object => (text.trim() === '' ? {} : { [name]: text.trim() });

/** One call a step: each says who did what, when, in an officer's words. */
function send(id: string, { name, of = '' }: ControlStep, typed: Typed): Promise<unknown> {
  const { text, owner, reviewOn, seal, result, kind } = typed;
  const inspection = { id, inspectionId: of };
  switch (name) {
    case 'hold':
      return api.post('/v1/shipments/{id}/holds', { path: { id }, body: { reason: text, owner, reviewOn } });
    case 'release':
      return api.post('/v1/shipments/{id}/holds/{holdId}/release', {
        path: { id, holdId: of },
        body: { reason: text },
      });
    case 'order':
      return api.post('/v1/shipments/{id}/inspections', { path: { id }, body: { reason: text } });
    case 'opened':
      return api.post('/v1/shipments/{id}/inspections/{inspectionId}/opened', {
        path: inspection,
        body: { ...optional('note', text), ...optional('seal', seal) },
      });
    case 'result':
      return api.post('/v1/shipments/{id}/inspections/{inspectionId}/result', {
        path: inspection,
        body: { result, findings: text },
      });
    case 'resealed':
      return api.post('/v1/shipments/{id}/inspections/{inspectionId}/resealed', {
        path: inspection,
        body: { seal, ...optional('note', text) },
      });
    case 'explain':
      return api.post('/v1/shipments/{id}/explanations', { path: { id }, body: { kind, note: text } });
  }
}

export function ControlDialog({ id, step, onClose }: { id: string; step: ControlStep; onClose: () => void }) {
  const t = useT();
  const [typed, setTyped] = useState<Typed>({
    text: '',
    owner: '',
    reviewOn: today(),
    seal: '',
    result: 'conforms',
    kind: 'sealed-otherwise',
  });
  const set = (changes: Partial<Typed>) => setTyped({ ...typed, ...changes });
  const { name } = step;
  const submit = async () => {
    await send(id, step, typed);
    onClose();
    await refreshed('/v1/shipments', '/v1/todo', '/v1/declarations');
  };
  const isTextOptional = name === 'opened' || name === 'resealed';
  const isMissing =
    (!isTextOptional && typed.text.trim() === '') ||
    (name === 'hold' && typed.owner.trim() === '') ||
    (name === 'resealed' && typed.seal.trim() === '');
  const title = t(`control.${name}` as TextKey);
  return (
    <FormDialog title={title} act={title} onSubmit={submit} onClose={onClose} isDisabled={isMissing}>
      <Choices name={name} typed={typed} set={set} />
      <TextField
        label={t(name === 'result' ? 'control.findings' : isTextOptional ? 'control.note' : 'control.reason')}
        value={typed.text}
        onChange={(text) => set({ text })}
        isRequired={!isTextOptional}
        maxLength={500}
        autoFocus
      />
      <Details name={name} typed={typed} set={set} />
    </FormDialog>
  );
}

interface PartProps {
  readonly name: ControlStep['name'];
  readonly typed: Typed;
  readonly set: (changes: Partial<Typed>) => void;
}

function Choices({ name, typed, set }: PartProps): ReactNode {
  const t = useT();
  if (name === 'result')
    return (
      <Select
        label={t('control.result')}
        choices={RESULTS.map((id) => ({ id, name: wordOf('inspection-result', id) }))}
        value={typed.result}
        onChange={(id) => set({ result: id === 'differs' ? 'differs' : 'conforms' })}
      />
    );
  if (name !== 'explain') return null;
  return (
    <Select
      label={t('control.what')}
      choices={KINDS.map((id) => ({ id, name: wordOf('item', id) }))}
      value={typed.kind}
      onChange={(id) => set({ kind: id === 'left-while-held' ? id : 'sealed-otherwise' })}
    />
  );
}

function Details({ name, typed, set }: PartProps): ReactNode {
  const t = useT();
  if (name === 'hold')
    return (
      <>
        <TextField label={t('control.owner')} value={typed.owner} onChange={(owner) => set({ owner })} isRequired />
        <DayField
          label={t('control.review-on')}
          value={typed.reviewOn}
          onChange={(reviewOn) => set({ reviewOn })}
          isRequired
        />
      </>
    );
  if (name !== 'opened' && name !== 'resealed') return null;
  return (
    <TextField
      label={t(name === 'opened' ? 'control.seal-cut' : 'control.seal-new')}
      value={typed.seal}
      onChange={(seal) => set({ seal })}
      isRequired={name === 'resealed'}
      isMono
    />
  );
}
