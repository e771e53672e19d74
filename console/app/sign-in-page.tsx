import { useEffect } from 'react';
import { Toasts } from '../kit/overlays/toast';
import { type Language, setLanguage, useLanguage, useT } from '../texts';
import { SignInForm } from './sign-in-form';
import './sign-in.css';

const LANGUAGES: readonly Language[] = ['zh', 'en'];

export function SignInPage() {
  const t = useT();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${t('sign-in.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <main className="sign-in">
      <section className="sign-in-panel">
        <svg viewBox="0 0 32 32" width="40" height="40" className="sign-in-mark" aria-hidden="true">
          <rect width="32" height="32" rx="6" fill="currentColor" />
          <path d="M8 9h16M8 16h16M8 23h16M12 7v18M20 7v18" stroke="#fff" strokeWidth="2" fill="none" />
        </svg>
        <h1>{t('app.name')}</h1>
        <p className="sign-in-tagline">{t('sign-in.tagline')}</p>
        <SignInForm onDone={() => undefined} />
        <div className="sign-in-languages" role="group" aria-label={t('header.language')}>
          {LANGUAGES.map((one) => (
            <button key={one} type="button" aria-pressed={one === language} onClick={() => setLanguage(one)}>
              {t(`language.${one}`)}
            </button>
          ))}
        </div>
      </section>
      <Toasts label={t('toasts.label')} closeLabel={t('act.close')} />
    </main>
  );
}
