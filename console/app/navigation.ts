import { actingFor } from '../api/acting-for';
import type { IconName } from '../kit/icon';
import type { Person, Role } from '../shared/session';
import type { TextKey } from '../texts';

export interface Entry {
  readonly href: string;
  readonly name: TextKey;
  readonly icon: IconName;
  readonly roles: readonly Role[];
  /** `G`, then this letter, goes there. */
  readonly letter?: string;
}

/** The rail, in the order of a day's work. Which page opens at `/` is the first that one's roles have. */
const ENTRIES: readonly Entry[] = [
  { href: '/todo', name: 'nav.todo', icon: 'list', roles: ['broker'], letter: 'T' },
  { href: '/board', name: 'nav.board', icon: 'board', roles: ['officer'], letter: 'B' },
  { href: '/queue', name: 'nav.queue', icon: 'queue', roles: ['officer'], letter: 'Q' },
  { href: '/todo', name: 'nav.todo', icon: 'list', roles: ['officer'], letter: 'T' },
  { href: '/report', name: 'nav.report', icon: 'chart', roles: ['analyst'], letter: 'E' },
  { href: '/declarations', name: 'nav.declarations', icon: 'grid', roles: ['broker', 'officer', 'admin'], letter: 'D' },
  { href: '/imports', name: 'nav.imports', icon: 'upload', roles: ['broker', 'officer'], letter: 'I' },
  {
    href: '/containers',
    name: 'nav.containers',
    icon: 'container',
    roles: ['broker', 'officer', 'admin'],
    letter: 'C',
  },
  { href: '/day', name: 'nav.day', icon: 'check-circle', roles: ['officer'] },
  { href: '/statements', name: 'nav.statements', icon: 'week', roles: ['broker', 'officer'], letter: 'S' },
  { href: '/reminders', name: 'nav.reminders', icon: 'bell', roles: ['broker', 'officer'], letter: 'M' },
  { href: '/ladder', name: 'nav.ladder', icon: 'ladder', roles: ['officer', 'broker'] },
  { href: '/jobs', name: 'nav.jobs', icon: 'gear', roles: ['officer', 'admin'] },
  { href: '/parked', name: 'nav.parked', icon: 'receipt', roles: ['officer', 'admin'] },
  { href: '/report', name: 'nav.report', icon: 'chart', roles: ['officer', 'broker'], letter: 'E' },
  { href: '/admin/people', name: 'nav.people', icon: 'people', roles: ['admin'], letter: 'P' },
  { href: '/admin/firms', name: 'nav.firms', icon: 'firm', roles: ['admin'] },
  { href: '/admin/keys', name: 'nav.keys', icon: 'key', roles: ['admin', 'broker'] },
  { href: '/admin/markets', name: 'nav.markets', icon: 'market', roles: ['admin'] },
  { href: '/admin/rates', name: 'nav.rates', icon: 'rate', roles: ['admin'] },
  { href: '/admin/rules', name: 'nav.rules', icon: 'rule', roles: ['admin', 'officer'] },
  { href: '/admin/receipt-codes', name: 'nav.receipt-codes', icon: 'receipt', roles: ['admin'] },
  { href: '/admin/webhooks', name: 'nav.webhooks', icon: 'hook', roles: ['broker'] },
  { href: '/admin/audit', name: 'nav.audit', icon: 'audit', roles: ['auditor', 'admin'], letter: 'A' },
];

/** For a merged firm nothing is begun: no file, no person, no key. */
const OF_OPEN_FIRMS = ['/imports', '/admin/people', '/admin/keys'];

export function entriesFor({ roles, firmAdministrator }: Person): Entry[] {
  const isActing = actingFor.get() !== null;
  const seen = new Set<string>();
  const mine = ENTRIES.filter((entry) => {
    const isMine =
      entry.roles.some((role) => roles.includes(role)) || (firmAdministrator && entry.href === '/admin/people');
    if (!isMine || seen.has(entry.href) || (isActing && OF_OPEN_FIRMS.includes(entry.href))) return false;
    seen.add(entry.href);
    return true;
  });
  return mine;
}

/** Who may ask for a declaration or a container by its number. */
export const mayFind = ({ roles }: Person): boolean =>
  roles.some((role) => role === 'broker' || role === 'officer' || role === 'admin');

/** Pages on which the rail folds, because they need the width. */
export const needsWidth = (pathname: string): boolean => /^\/declarations\/(new|[^/]+\/edit)$/.test(pathname);

const isUnder = (pathname: string, href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);

/**
 * Whether a person has a page: of the rail's pages, and what stands below them, only those of one's own roles; the wall with the board.
 * Pages that no entry names (one's own settings) are everybody's. So no call leaves that would be refused.
 */
export function mayOpen(person: Person, pathname: string): boolean {
  if (pathname === '/declarations/new' && actingFor.get() !== null) return false;
  if (needsWidth(pathname)) return person.roles.includes('broker');
  const path = pathname === '/wall' ? '/board' : pathname;
  if (!ENTRIES.some(({ href }) => isUnder(path, href))) return true;
  return entriesFor(person).some(({ href }) => isUnder(path, href));
}
