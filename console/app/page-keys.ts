import { useNavigateTo } from '../shared/location';
import type { Person } from '../shared/session';
import { useShortcuts } from '../kit/shortcuts';
import { useT } from '../texts';
import { entriesFor, mayFind } from './navigation';

/** Keys that work on every page. */
export function usePageKeys(person: Person, open: (dialog: 'find' | 'keys') => void): void {
  const t = useT();
  const go = useNavigateTo();
  useShortcuts([
    ...(mayFind(person) ? [{ keys: 'Ctrl K, /', name: t('keys.find'), run: () => open('find') }] : []),
    { keys: '?', name: t('keys.help'), run: () => open('keys') },
    ...entriesFor(person).flatMap(({ letter, href, name }) =>
      letter ? [{ keys: `G ${letter}`, name: t('keys.go', { page: t(name) }), run: () => go(href) }] : [],
    ),
  ]);
}
