import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import type { AnswerOf, Schemas } from '../../../api/types';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/overlays/dialog';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { showToast } from '../../../kit/overlays/toast';
import { instantOfTyped, typedNow } from '../../../shared/format';
import { FormDialog } from '../../../shared/form-dialog';
import { wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';

type Code = Schemas['EventBody']['code'];
type Result = AnswerOf<'post', '/v1/shipments/events'>['results'][number];

const CODES: readonly Code[] = [
  'PICK',
  'STUF',
  'GTIN',
  'STRP',
  'RSEA',
  'GTOT',
  'DROP',
  'LOAD',
  'DEPA',
  'DISC',
  'ARRI',
  'CUSS',
  'CUSI',
  'INSP',
  'CUSR',
  'RMVD',
];

interface Box {
  readonly id: string;
  readonly containerNumber: string;
  readonly market: string;
}

/** A fact about one container or about several: what, when, where, which seal. Who may say what is judged by the service. */
export function EventDialog({ boxes, onClose }: { boxes: readonly Box[]; onClose: () => void }) {
  const t = useT();
  const [code, setCode] = useState<Code>('GTIN');
  const [time, setTime] = useState(typedNow);
  const [location, setLocation] = useState('');
  const [seal, setSeal] = useState('');
  const [results, setResults] = useState<readonly Result[] | null>(null);
  const [one] = boxes;
  const isOne = boxes.length === 1;
  const add = async () => {
    const event = {
      code,
      classifier: 'ACT' as const,
      eventTime: instantOfTyped(time),
      ...(location ? { location } : {}),
      ...(isOne && seal ? { seal } : {}),
    };
    if (isOne && one) await api.post('/v1/shipments/{id}/events', { path: { id: one.id }, body: { events: [event] } });
    else setResults(await recordMany(boxes, event));
    await refreshed('/v1/shipments', '/v1/todo');
    if (!isOne) return;
    showToast({ text: t('container.event-added'), tone: 'done' });
    onClose();
  };
  if (results !== null) return <Outcome results={results} onClose={onClose} />;
  return (
    <FormDialog
      title={isOne ? t('container.add-event') : t('containers.add-events', { count: boxes.length })}
      act={isOne ? t('container.add-event') : t('containers.add-events', { count: boxes.length })}
      onSubmit={add}
      onClose={onClose}
    >
      {!isOne && <p className="dim mono">{boxes.map(({ containerNumber }) => containerNumber).join('，')}</p>}
      <Select
        label={t('container.event-code')}
        choices={CODES.map((id) => ({ id, name: wordOf('event', id), detail: id }))}
        value={code}
        onChange={(id) => setCode(id as Code)}
      />
      <TextField
        label={t('container.event-time')}
        value={time}
        onChange={setTime}
        hint={t('container.event-time-hint')}
      />
      <TextField label={t('container.event-location')} value={location} onChange={setLocation} />
      {isOne && <TextField label={t('container.event-seal')} value={seal} onChange={setSeal} isMono />}
    </FormDialog>
  );
}

async function recordMany(boxes: readonly Box[], event: Schemas['EventBody']): Promise<readonly Result[]> {
  const events = boxes.map(({ containerNumber, market }) => ({ ...event, containerNumber, market }));
  return (await api.post('/v1/shipments/events', { body: { events } })).data.results;
}

/** Each container with what became of its event. */
function Outcome({ results, onClose }: { results: readonly Result[]; onClose: () => void }) {
  const t = useT();
  const foot = (
    <Button kind="primary" autoFocus onPress={onClose}>
      {t('act.close')}
    </Button>
  );
  return (
    <Dialog title={t('containers.events-outcome')} isOpen onClose={onClose} closeLabel={t('act.close')} foot={foot}>
      <ul className="plain-list" role="status">
        {results.map(({ containerNumber, result, why, status }) => (
          <li key={containerNumber}>
            <strong className="mono">{containerNumber}</strong>{' '}
            {[wordOf('event-result', result), why && wordOf('event-why', why), status && wordOf('visit', status)]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
