import { useLocation } from '@tanstack/react-router';
import { connection } from '../api/connection';
import { useStore } from '../api/store';
import { Icon } from '../kit/icon';
import { Menu } from '../kit/overlays/menu';
import { timeToSecond } from '../shared/format';
import { useNavigateTo } from '../shared/location';
import { MarketChoice } from '../shared/market';
import { FirmChoice } from '../shared/merged-firms';
import { pageTitle } from '../shared/page';
import { type Person, signOut } from '../shared/session';
import { rememberLanguage } from '../shared/preferences';
import { type Language, useLanguage, useT } from '../texts';
import './header.css';
import { mayFind } from './navigation';

export function Header({ person, onFind }: { person: Person; onFind: () => void }) {
  const title = useStore(pageTitle);
  // The board says it in its own row, of its own stream.
  const { pathname } = useLocation();
  return (
    <header className="header">
      <h1>{title}</h1>
      {mayFind(person) && <FindButton onFind={onFind} />}
      {pathname === '/board' ? null : <Live />}
      <FirmChoice person={person} />
      <MarketChoice person={person} />
      <LanguageMenu />
      <PersonMenu person={person} />
    </header>
  );
}

function FindButton({ onFind }: { onFind: () => void }) {
  const t = useT();
  return (
    <button type="button" className="header-find" onClick={onFind}>
      <Icon name="search" />
      <span>{t('find.placeholder')}</span>
      <kbd>Ctrl K</kbd>
    </button>
  );
}

/** When the figures were true. */
function Live() {
  const t = useT();
  const { isLost, answeredAt } = useStore(connection.store);
  if (!answeredAt) return null;
  const time = timeToSecond(answeredAt);
  return (
    <span
      className={`live${isLost ? ' live-lost' : ''}`}
      title={t(isLost ? 'header.stale-title' : 'header.live-title', { time })}
    >
      <Icon name={isLost ? 'ring' : 'dot'} />
      {t(isLost ? 'header.stale' : 'header.live', { time })}
    </span>
  );
}

function LanguageMenu() {
  const t = useT();
  const language = useLanguage();
  const entries = [
    { id: 'zh', name: t('language.zh') },
    { id: 'en', name: t('language.en') },
  ];
  return (
    <Menu
      label={t('header.language')}
      entries={entries}
      selected={language}
      onAction={(id) => void rememberLanguage(id as Language)}
    >
      {t(`language.${language}`)}
    </Menu>
  );
}

function PersonMenu({ person }: { person: Person }) {
  const t = useT();
  const go = useNavigateTo();
  const entries = [
    { id: 'preferences', name: t('person.preferences'), icon: 'gear' as const },
    { id: 'password', name: t('person.password'), icon: 'lock' as const },
    { id: 'sign-out', name: t('person.sign-out'), icon: 'right' as const },
  ];
  const act = (id: string) => {
    if (id === 'sign-out') void signOut();
    else go(id === 'password' ? '/me/password' : '/me');
  };
  return (
    <Menu label={`${t('header.person')}: ${person.name}`} entries={entries} onAction={act}>
      <Icon name="person" />
      <span className="header-person">
        {person.name}
        {person.organisation && <span className="header-firm">{person.organisation.name}</span>}
      </span>
    </Menu>
  );
}
