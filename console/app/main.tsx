import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/narrow.css';
import '../styles/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../api/query';
import { FailureState } from '../shared/failure';
import { findPreferences } from '../shared/preferences';
import { findSession, sessionStore, useSession } from '../shared/session';
import { LANGUAGE_TAGS, useLanguage } from '../texts';
import { router } from './router';
import { SignInPage } from './sign-in-page';

function App() {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAGS[language];
  }, [language]);
  return (
    <I18nProvider locale={LANGUAGE_TAGS[language]}>
      <QueryClientProvider client={queryClient}>
        <Start />
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** Nothing until it is known who is there; then the desk, or the sign-in. The path stays for after it. */
function Start() {
  const session = useSession();
  if (session.kind === 'unknown') return null;
  return session.kind === 'signed-out' ? <SignInPage /> : <RouterProvider router={router} />;
}

async function start(element: HTMLElement): Promise<void> {
  const root = createRoot(element);
  let personId: string | undefined;
  sessionStore.subscribe(() => {
    const state = sessionStore.get();
    const id = state.kind === 'signed-in' ? state.session.person?.id : undefined;
    if (id !== undefined && id !== personId) void findPreferences();
    personId = id;
  });
  try {
    await findSession();
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  } catch (error) {
    root.render(<FailureState error={error} onRetry={() => window.location.reload()} />);
  }
}

const element = document.getElementById('root');
if (element) void start(element);
