import { useLocation, useMatches } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useStore } from '../api/store';
import { Toasts } from '../kit/overlays/toast';
import { usePerson } from '../shared/session';
import { NotFound } from '../shared/failure';
import { Page, statusText } from '../shared/page';
import { useT } from '../texts';
import { FindDialog } from './find';
import { Header } from './header';
import { KeysDialog } from './keys-dialog';
import { mayOpen, needsWidth } from './navigation';
import { ConnectionBar, SessionReminder } from './connection-bar';
import { useLive } from './live';
import { Rail } from './rail';
import './shell.css';
import { SessionOver } from './session-over';
import { usePageKeys } from './page-keys';

/** What stands around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useT();
  const { pathname } = useLocation();
  // While the next page is fetched the former is still drawn: of it, not of the address, it is said whether the person may have it.
  const drawn = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? pathname });
  const person = usePerson();
  const [dialog, setDialog] = useState<'find' | 'keys' | null>(null);
  const [isFoldedByHand, setFolded] = useState<boolean | null>(null);
  const isFolded = isFoldedByHand ?? needsWidth(pathname);
  usePageKeys(person, setDialog);
  useLive(person.id);
  return (
    <div className={`shell${isFolded ? ' shell-folded' : ''}`}>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <Rail person={person} isFolded={isFolded} onFold={() => setFolded(!isFolded)} onKeys={() => setDialog('keys')} />
      <div className="shell-body">
        <Header person={person} onFind={() => setDialog('find')} />
        <ConnectionBar />
        <main id="content" tabIndex={-1} key={person.mustChangePassword ? 'password' : 'page'}>
          {mayOpen(person, drawn) ? children : <NotFoundPage />}
        </main>
        <StatusLine onKeys={() => setDialog('keys')} />
      </div>
      <FindDialog isOpen={dialog === 'find'} onClose={() => setDialog(null)} />
      <KeysDialog isOpen={dialog === 'keys'} onClose={() => setDialog(null)} />
      <SessionOver />
      <Toasts label={t('toasts.label')} closeLabel={t('act.close')} />
    </div>
  );
}

function NotFoundPage() {
  const t = useT();
  return (
    <Page title={t('not-found.title')}>
      <NotFound />
    </Page>
  );
}

function StatusLine({ onKeys }: { onKeys: () => void }) {
  const t = useT();
  const text = useStore(statusText);
  return (
    <footer className="status">
      <span role="status">{text}</span>
      <SessionReminder />
      <button type="button" className="status-keys" onClick={onKeys}>
        {t('status.keys')}
      </button>
    </footer>
  );
}
