import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { showToast } from '../../../kit/overlays/toast';
import { useCodeChoices } from '../../../shared/codes';
import { today } from '../../../shared/format';
import { FormDialog } from '../../../shared/form-dialog';
import { useT } from '../../../texts';

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

/** What both kinds of filing do when they are recorded. */
async function recorded(text: string, onClose: () => void): Promise<void> {
  showToast({ text, tone: 'done' });
  onClose();
  await refreshed('/v1/declarations', '/v1/todo', '/v1/reminders');
}

/** 免税备案: the number under which the tax office has the exemption. */
export function ExemptionDialog({ id, onClose }: Props) {
  const t = useT();
  const [filedOn, setFiledOn] = useState(today);
  const [taxReference, setReference] = useState('');
  const save = async () => {
    await api.post('/v1/declarations/{id}/exemption-filings', { path: { id }, body: { filedOn, taxReference } });
    await recorded(t('page.filing-done'), onClose);
  };
  return (
    <FormDialog
      title={t('page.filing')}
      act={t('page.filing')}
      onSubmit={save}
      onClose={onClose}
      isDisabled={filedOn === '' || taxReference.trim() === ''}
    >
      <p>{t('page.filing-text')}</p>
      <DayField label={t('page.filed-on')} value={filedOn} onChange={setFiledOn} />
      <TextField label={t('page.tax-reference')} value={taxReference} onChange={setReference} isMono autoFocus />
    </FormDialog>
  );
}

/** 收汇: one payment as the bank has it. */
export function FxReceiptDialog({ id, currency: given, onClose }: Props & { currency: string }) {
  const t = useT();
  const currencies = useCodeChoices('currency');
  const [receivedOn, setReceivedOn] = useState(today);
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState(given);
  const [bankReference, setReference] = useState('');
  const save = async () => {
    const body = { receivedOn, amount: amount.replaceAll(',', '').trim(), currency, bankReference };
    await api.post('/v1/declarations/{id}/fx-receipts', { path: { id }, body });
    await recorded(t('page.fx-done'), onClose);
  };
  return (
    <FormDialog
      title={t('page.fx')}
      act={t('page.fx')}
      onSubmit={save}
      onClose={onClose}
      isDisabled={receivedOn === '' || amount.trim() === '' || bankReference.trim() === ''}
    >
      <p>{t('page.fx-text')}</p>
      <DayField label={t('page.received-on')} value={receivedOn} onChange={setReceivedOn} />
      <TextField label={t('page.fx-amount')} value={amount} onChange={setAmount} autoFocus />
      <Select label={t('page.fx-currency')} choices={currencies} value={currency} onChange={setCurrency} />
      <TextField label={t('page.bank-reference')} value={bankReference} onChange={setReference} isMono />
    </FormDialog>
  );
}
