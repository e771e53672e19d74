import { type FormEvent, useState } from 'react';
import { Button } from '../kit/button';
import { TextField } from '../kit/fields/field';
import { FailureNotice } from '../shared/failure';
import { signIn } from '../shared/session';
import { useT } from '../texts';

/** Login and password; on the page for it, and above a page whose session has ended. */
export function SignInForm({ login: given = '', onDone }: { login?: string; onDone: () => void }) {
  const t = useT();
  const [login, setLogin] = useState(given);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await signIn(login, password);
      onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      setPassword('');
      setBusy(false);
    }
  };
  return (
    <form className="form-stack" onSubmit={(event) => void submit(event)}>
      <FailureNotice error={error} />
      <TextField
        label={t('sign-in.login')}
        value={login}
        onChange={setLogin}
        name="username"
        autoComplete="username"
        autoFocus={given === ''}
        isRequired
      />
      <TextField
        label={t('sign-in.password')}
        value={password}
        onChange={setPassword}
        type="password"
        name="password"
        autoComplete="current-password"
        autoFocus={given !== ''}
        isRequired
      />
      <Button kind="primary" type="submit" isDisabled={isBusy}>
        {t('sign-in.submit')}
      </Button>
    </form>
  );
}
