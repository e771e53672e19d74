import { useParams } from '@tanstack/react-router';
import { useGet } from '../../../api/query';
import { Skeleton } from '../../../kit/states';
import { FailureState } from '../../../shared/failure';
import { shifted, shortDay, today } from '../../../shared/format';
import { useNavigateTo } from '../../../shared/location';
import { useMarket } from '../../../shared/market';
import { Page } from '../../../shared/page';
import { useShortcuts } from '../../../kit/shortcuts';
import { useT } from '../../../texts';
import { ClearedDay } from './day-cleared';
import { MonthStrip } from './day-month';
import { DayPreview } from './day-preview';
import './day.css';

/** Is this day closed, and provably? Without a day in the path: the latest that is over. */
export function DayPage() {
  const t = useT();
  const go = useNavigateTo();
  const params: { market?: string; date?: string } = useParams({ strict: false });
  const own = useMarket();
  const market = params.market ?? own;
  const date = params.date ?? shifted(today(), -1);
  const to = (day: string): void => go(`/day/${market ?? ''}/${day}`);
  useShortcuts([
    { keys: '[', name: t('day.before'), run: () => to(shifted(date, -1)) },
    { keys: ']', name: t('day.after'), run: () => date < today() && to(shifted(date, 1)) },
  ]);
  if (market === undefined) return <Skeleton label={t('app.loading')} />;
  return (
    <Page title={t('day.title', { day: shortDay(date) })} toolbar={<MonthStrip market={market} date={date} />}>
      <Day key={`${market} ${date}`} market={market} date={date} />
    </Page>
  );
}

function Day({ market, date }: { market: string; date: string }) {
  const t = useT();
  const known = useGet('/v1/clearance-runs', { query: { market, from: date, to: date } });
  const isKnown = (known.data?.data.items.length ?? 0) > 0;
  const run = useGet('/v1/clearance-runs/{market}/{date}', { path: { market, date } }, { enabled: isKnown });
  if (known.error) return <FailureState error={known.error} onRetry={() => void known.refetch()} />;
  if (known.data !== undefined && !isKnown) return <DayPreview market={market} date={date} />;
  if (run.error) return <FailureState error={run.error} onRetry={() => void run.refetch()} />;
  if (run.data === undefined) return <Skeleton label={t('app.loading')} />;
  const found = run.data.data;
  return found.state === 'finished' ? (
    <ClearedDay run={found} />
  ) : (
    <DayPreview market={market} date={date} state={found.state} />
  );
}
