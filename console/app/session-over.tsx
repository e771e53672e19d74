import { Button } from '../kit/button';
import { Dialog } from '../kit/overlays/dialog';
import { signOut, useSession } from '../shared/session';
import { useT } from '../texts';
import { SignInForm } from './sign-in-form';

/** The session is over: the page stays as it is, and calls wait until the same person has signed in again. */
export function SessionOver() {
  const t = useT();
  const state = useSession();
  if (state.kind !== 'signed-in' || !state.isOver) return null;
  const { person } = state.session;
  return (
    <Dialog
      title={t('sign-in.over-title')}
      isOpen
      onClose={() => undefined}
      closeLabel={t('act.close')}
      size="small"
      mustDecide
      foot={
        <Button kind="quiet" onPress={() => void signOut()}>
          {t('person.sign-out')}
        </Button>
      }
    >
      <div className="form-stack">
        <p>{t('sign-in.over-text', { name: person?.name ?? '' })}</p>
        <SignInForm login={person?.login ?? ''} onDone={() => undefined} />
      </div>
    </Dialog>
  );
}
