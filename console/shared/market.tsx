import { useGet } from '../api/query';
import { useStore } from '../api/store';
import { Menu } from '../kit/overlays/menu';
import { useLanguage, useT } from '../texts';
import { changePreferences, preferences } from './preferences';
import { type Person, useRole } from './session';

/** The markets that are followed: of all there are, these have work. */
export function useMarkets() {
  // An auditor reads the trail of all markets and works in none.
  const works = useRole('admin', 'broker', 'officer', 'analyst', 'channel');
  const question = { query: { followed: true } };
  const { data } = useGet('/v1/markets', question, { staleTime: 10 * 60_000, enabled: works });
  return data?.data.items ?? [];
}

/** The market one works in: the chosen one, or the only one. */
export function useMarket(): string | undefined {
  const chosen = useStore(preferences).market;
  const markets = useMarkets();
  const found = markets.find(({ code }) => code === chosen) ?? markets[0];
  return found?.code;
}

/** Chosen for the whole page, where there is something to choose. */
export function MarketChoice({ person }: { person: Person }) {
  const t = useT();
  const language = useLanguage();
  const markets = useMarkets();
  const market = useMarket();
  if (markets.length < 2 || person.mustChangePassword) return null;
  const nameOf = ({ name, nameEn }: { name: string; nameEn: string | null }) =>
    language === 'en' ? (nameEn ?? name) : name;
  const current = markets.find(({ code }) => code === market);
  return (
    <Menu
      label={t('header.market')}
      entries={markets.map((one) => ({ id: one.code, name: nameOf(one) }))}
      {...(market ? { selected: market } : {})}
      onAction={(code) => void changePreferences({ market: code }).catch(() => undefined)}
    >
      <span className="header-text">{current ? nameOf(current) : ''}</span>
    </Menu>
  );
}
