import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/overlays/dialog';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { showToast } from '../../../kit/overlays/toast';
import { FailureNotice } from '../../../shared/failure';
import { dayOf, timeToSecond } from '../../../shared/format';
import { useT } from '../../../texts';
import { wordOf } from '../../../shared/trade';

const CODES = [
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
const now = (): string => `${dayOf(new Date())} ${timeToSecond(new Date()).slice(0, 5)}`;

/** A fact about the container: what, when, where, which seal. Who may say what is judged by the service. */
export function EventDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const [code, setCode] = useState('GTIN');
  const [time, setTime] = useState(now);
  const [location, setLocation] = useState('');
  const [seal, setSeal] = useState('');
  const [error, setError] = useState<unknown>(null);
  const add = async () => {
    setError(null);
    const event = eventOf({ code, time, location, seal });
    try {
      await api.post('/v1/shipments/{id}/events', { path: { id }, body: { events: [event] } as never });
      showToast({ text: t('container.event-added'), tone: 'done' });
      onClose();
      await refreshed('/v1/shipments', '/v1/todo');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Dialog
      title={t('container.add-event')}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      size="small"
      foot={
        <>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
          <Button kind="primary" onPress={() => void add()}>
            {t('container.add-event')}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <FailureNotice error={error} />
        <Select
          label={t('container.event-code')}
          choices={CODES.map((one) => ({ id: one, name: wordOf('event', one), detail: one }))}
          value={code}
          onChange={setCode}
        />
        <TextField
          label={t('container.event-time')}
          value={time}
          onChange={setTime}
          hint={t('container.event-time-hint')}
        />
        <TextField label={t('container.event-location')} value={location} onChange={setLocation} />
        <TextField label={t('container.event-seal')} value={seal} onChange={setSeal} isMono />
      </div>
    </Dialog>
  );
}

interface Typed {
  readonly code: string;
  readonly time: string;
  readonly location: string;
  readonly seal: string;
}

const eventOf = ({ code, time, location, seal }: Typed) => ({
  code,
  classifier: 'ACT',
  eventTime: `${time.trim().replace(' ', 'T')}:00+08:00`,
  ...(location ? { location } : {}),
  ...(seal ? { seal } : {}),
});
