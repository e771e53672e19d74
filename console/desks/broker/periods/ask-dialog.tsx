import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { TextField } from '../../../kit/fields/field';
import { showToast } from '../../../kit/overlays/toast';
import { FormDialog } from '../../../shared/form-dialog';
import { useMarket } from '../../../shared/market';
import { useT } from '../../../texts';

/** An officer asks for a week's statements, or a month's reminders, before the clock does; asking again gives the same. */
export function AskDialog({ kind, onClose }: { kind: 'week' | 'month'; onClose: () => void }) {
  const t = useT();
  const market = useMarket() ?? '';
  const [period, setPeriod] = useState('');
  const isWeek = kind === 'week';
  const ask = async () => {
    if (isWeek) await api.post('/v1/settlements', { body: { market, week: period } });
    else await api.post('/v1/reminders', { body: { market, month: period } });
    showToast({ text: t('periods.asked', { period }), tone: 'done' });
    onClose();
    await refreshed(isWeek ? '/v1/settlements' : '/v1/reminders', '/v1/jobs');
  };
  const act = t(isWeek ? 'statements.ask' : 'reminders.ask');
  return (
    <FormDialog title={act} act={act} onSubmit={ask} onClose={onClose} isDisabled={period === ''}>
      <p className="dim">{market}</p>
      <TextField
        label={t(isWeek ? 'statements.week-filter' : 'reminders.month-filter')}
        value={period}
        onChange={setPeriod}
        autoFocus
      />
    </FormDialog>
  );
}
