import { useState } from 'react';
import { useStore } from '../api/store';
import { Switch } from '../kit/fields/checkbox';
import { Chips } from '../kit/chips';
import { showToast } from '../kit/overlays/toast';
import { FailureNotice } from '../shared/failure';
import { Page } from '../shared/page';
import { changePreferences, type Preferences, preferences } from '../shared/preferences';
import { type Language, useLanguage, useT } from '../texts';

export function PreferencesPage() {
  const t = useT();
  const language = useLanguage();
  const held = useStore(preferences);
  const [error, setError] = useState<unknown>(null);
  const change = async (changes: Preferences) => {
    setError(null);
    try {
      await changePreferences(changes);
      showToast({ text: t('me.saved'), tone: 'done' });
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Page title={t('me.title')}>
      <div className="form-stack form-narrow">
        <FailureNotice error={error} />
        <div className="field">
          <span className="field-label">{t('header.language')}</span>
          <Chips
            label={t('header.language')}
            isSingle
            chips={[
              { id: 'zh', name: t('language.zh') },
              { id: 'en', name: t('language.en') },
            ]}
            selected={[language]}
            onChange={([id]) => id && void change({ language: id as Language })}
          />
        </div>
        <div className="field">
          <span className="field-label">{t('me.density')}</span>
          <Chips
            label={t('me.density')}
            isSingle
            chips={[
              { id: 'compact', name: t('me.density-compact') },
              { id: 'comfortable', name: t('me.density-comfortable') },
            ]}
            selected={[held.density ?? 'compact']}
            onChange={([id]) => id && void change({ density: id as 'compact' })}
          />
        </div>
        <Switch isSelected={held.keys !== false} onChange={(keys) => void change({ keys })}>
          {t('keys.letters')}
        </Switch>
      </div>
    </Page>
  );
}
