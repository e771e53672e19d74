import { type FormEvent, useState } from 'react';
import { send } from '../api/client';
import { Button } from '../kit/button';
import { TextField } from '../kit/fields/field';
import { Notice } from '../kit/states';
import { showToast } from '../kit/overlays/toast';
import { FailureNotice } from '../shared/failure';
import { useNavigateTo } from '../shared/location';
import { Page } from '../shared/page';
import { signIn, usePerson } from '../shared/session';
import { useT } from '../texts';

/** The change ends every session of the person; the new password begins the next one. */
async function changePassword(login: string, currentPassword: string, newPassword: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const body = JSON.stringify({ currentPassword, newPassword });
  await send({ method: 'PUT', url: '/v1/me/password', headers, body });
  await signIn(login, newPassword);
}

/** One's own password. A temporary one opens nothing but this page. */
export function PasswordPage() {
  const t = useT();
  const person = usePerson();
  const go = useNavigateTo();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<unknown>(null);
  const isDifferent = again !== '' && next !== again;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await changePassword(person.login, current, next);
      showToast({ text: t('password.changed'), tone: 'done' });
      go('/');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Page title={t('password.title')}>
      <form className="form-stack form-narrow" onSubmit={(event) => void submit(event)}>
        {person.mustChangePassword && <Notice tone="warning">{t('password.must')}</Notice>}
        <FailureNotice error={error} />
        <input type="text" name="username" autoComplete="username" value={person.login} readOnly hidden />
        <TextField
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          autoFocus
        />
        <TextField
          label={t('password.new')}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          hint={t('password.hint')}
        />
        <TextField
          label={t('password.repeat')}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          errors={isDifferent ? [t('password.different')] : undefined}
        />
        <div className="form-acts">
          <Button kind="primary" type="submit" isDisabled={current === '' || next === '' || next !== again}>
            {t('password.submit')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
