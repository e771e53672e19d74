import { useLocation } from '@tanstack/react-router';
import { Icon } from '../kit/icon';
import { Link } from '../shared/location';
import type { Person } from '../shared/session';
import { useT } from '../texts';
import { type Entry, entriesFor } from './navigation';
import './rail.css';

interface Props {
  readonly person: Person;
  readonly isFolded: boolean;
  readonly onFold: () => void;
  readonly onKeys: () => void;
}

export function Rail({ person, isFolded, onFold }: Props) {
  const t = useT();
  const { pathname } = useLocation();
  const fold = t(isFolded ? 'header.unfold' : 'header.fold');
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <Link href="/" className="rail-name" aria-label={t('app.name')}>
        <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
          <rect width="32" height="32" rx="6" fill="currentColor" />
          <path d="M8 9h16M8 16h16M8 23h16M12 7v18M20 7v18" stroke="#fff" strokeWidth="2" fill="none" />
        </svg>
        <span className="rail-word">{t('app.name')}</span>
      </Link>
      <ul>
        {entriesFor(person).map((entry) => (
          <RailEntry key={entry.href} entry={entry} isHere={isHere(pathname, entry.href)} />
        ))}
      </ul>
      <button type="button" className="rail-fold" onClick={onFold} aria-label={fold} title={fold}>
        <Icon name={isFolded ? 'right' : 'left'} />
      </button>
    </nav>
  );
}

const isHere = (pathname: string, href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);

function RailEntry({ entry, isHere }: { entry: Entry; isHere: boolean }) {
  const t = useT();
  const name = t(entry.name);
  return (
    <li>
      <Link href={entry.href} className="rail-entry" title={name} {...(isHere ? { 'aria-current': 'page' } : {})}>
        <Icon name={entry.icon} />
        <span className="rail-word">{name}</span>
      </Link>
    </li>
  );
}
