import { useState } from 'react';
import { api } from '../../../api/client';
import { isProblem } from '../../../api/problem';
import { refreshed, useGet, useList } from '../../../api/query';
import { Button } from '../../../kit/button';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { Notice } from '../../../kit/states';
import { showToast } from '../../../kit/overlays/toast';
import { FailureNotice } from '../../../shared/failure';
import { FormDialog } from '../../../shared/form-dialog';
import { Section } from '../../../shared/page';
import { usePerson } from '../../../shared/session';
import { Instant, wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';

/** To whom a reminder was mailed, and what the mail server said. Only the firm itself may read this. */
export function ReminderMails({ broker, reminder }: { broker: string; reminder: string }) {
  const t = useT();
  const { rows, isPending, error } = useList('/v1/organisations/{id}/mails', {
    path: { id: broker },
    query: { limit: 200 },
  });
  const mails = rows.filter((mail) => mail.reminder === reminder);
  return (
    <Section title={t('mails.title')}>
      <FailureNotice error={error} />
      {!isPending && mails.length === 0 && <p className="dim">{t('mails.none')}</p>}
      <ul className="plain-list">
        {mails.map(({ id, email, state, sentAt, lastAnswer, nextAttemptAt, attempts }) => (
          <li key={id}>
            {email} · {wordOf('mails', `state-${state}`)} <Instant at={sentAt ?? nextAttemptAt} />{' '}
            <span className="dim">
              {t('mails.attempts', { count: attempts })} {lastAnswer}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where reminders go. Asked for when the dialog is opened: a firm without an address is answered 404. */
export function NoticeAddressDialog({ onClose }: { onClose: () => void }) {
  const id = usePerson().organisation?.id ?? '';
  const path = { id };
  const { data, error, isPending } = useGet('/v1/organisations/{id}/notice-address', { path }, { staleTime: 0 });
  if (isPending) return null;
  const isNew = isProblem(error, 404);
  if (error && !isNew) return <FailureNotice error={error} />;
  const held = isNew ? undefined : data;
  return (
    <AddressForm
      id={id}
      email={held?.data.email ?? ''}
      language={held?.data.language === 'en' ? 'en' : 'zh'}
      delivery={held?.data.delivery}
      etag={held?.etag}
      onClose={onClose}
    />
  );
}

interface FormProps {
  readonly id: string;
  readonly email: string;
  readonly language: 'zh' | 'en';
  /** Whether this service sends mail at all. */
  readonly delivery: string | undefined;
  readonly etag: string | undefined;
  readonly onClose: () => void;
}

function AddressForm({ id, email: given, language: spoken, delivery, etag, onClose }: FormProps) {
  const t = useT();
  const [email, setEmail] = useState(given);
  const [language, setLanguage] = useState<'zh' | 'en'>(spoken);
  const path = { id };
  const done = async (text: string) => {
    showToast({ text, tone: 'done' });
    onClose();
    await refreshed('/v1/organisations');
  };
  const save = async () => {
    await api.put('/v1/organisations/{id}/notice-address', { path, ifMatch: etag, body: { email, language } });
    await done(t('mails.saved'));
  };
  const remove = async () => {
    await api.delete('/v1/organisations/{id}/notice-address', { path, ifMatch: etag });
    await done(t('mails.removed'));
  };
  return (
    <FormDialog title={t('mails.address')} act={t('act.save')} onSubmit={save} onClose={onClose} isDisabled={!email}>
      <p>{t('mails.address-text')}</p>
      {delivery === 'not-configured' && <Notice tone="warning">{t('mails.off')}</Notice>}
      <TextField label={t('mails.email')} type="email" value={email} onChange={setEmail} autoFocus />
      <Select
        label={t('mails.language')}
        choices={(['zh', 'en'] as const).map((one) => ({ id: one, name: t(`language.${one}`) }))}
        value={language}
        onChange={(one) => setLanguage(one === 'en' ? 'en' : 'zh')}
      />
      {etag && <Button onPress={() => void remove()}>{t('mails.remove')}</Button>}
    </FormDialog>
  );
}
