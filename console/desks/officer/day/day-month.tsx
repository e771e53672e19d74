import { useGet } from '../../../api/query';
import { Icon, type IconName } from '../../../kit/icon';
import { Link } from '../../../shared/location';
import { today } from '../../../shared/format';
import { useT } from '../../../texts';

const daysOf = (month: string): string[] => {
  const [year = 0, number = 1] = month.split('-').map((part) => Number.parseInt(part, 10));
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: last }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
};

const beside = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map((part) => Number.parseInt(part, 10));
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
};

type Mark = 'signed' | 'finished' | 'due' | 'holiday' | 'none';
const ICONS: Readonly<Record<Mark, IconName | null>> = {
  signed: 'check',
  finished: 'dot',
  due: 'ring',
  holiday: null,
  none: null,
};

/** Each day of the month by how it stands; a word is in its name, since a mark alone says nothing to who cannot see it. */
export function MonthStrip({ market, date }: { market: string; date: string }) {
  const t = useT();
  const month = date.slice(0, 7);
  const days = daysOf(month);
  const [from, to] = [days[0] ?? date, days.at(-1) ?? date];
  const runs = useGet('/v1/clearance-runs', { query: { market, from, to, limit: 100 } });
  const calendar = useGet('/v1/calendar', { query: { from, to, limit: 100 } as never }, { staleTime: 600_000 });
  const holidays = new Set((calendar.data?.data.items ?? []).flatMap(({ day, working }) => (working ? [] : [day])));
  const markOf = (day: string): Mark => {
    const run = runs.data?.data.items.find((one) => one.date === day);
    if (run !== undefined)
      return run.state === 'finished' ? ((run as { signed?: boolean }).signed ? 'signed' : 'finished') : 'due';
    return holidays.has(day) ? 'holiday' : 'none';
  };
  return (
    <nav className="month" aria-label={t('day.month', { month })}>
      <Link href={`/day/${market}/${beside(month, -1)}-01`} aria-label={t('day.month-before')}>
        <Icon name="left" />
      </Link>
      <span className="month-name">{month}</span>
      {days.map((day) => {
        const mark = markOf(day);
        const icon = ICONS[mark];
        const isFuture = day > today();
        const text = (
          <>
            <span className="month-day">{Number.parseInt(day.slice(8), 10)}</span>
            <span className="month-mark">{icon ? <Icon name={icon} /> : mark === 'holiday' ? '–' : ''}</span>
          </>
        );
        const name = `${day} ${t(`day.mark.${mark}`)}`;
        return isFuture ? (
          <span key={day} className="month-cell month-future" title={name}>
            {text}
          </span>
        ) : (
          <Link
            key={day}
            href={`/day/${market}/${day}`}
            className="month-cell"
            title={name}
            aria-current={day === date ? 'date' : undefined}
          >
            {text}
            <span className="visually-hidden"> {name}</span>
          </Link>
        );
      })}
      <Link href={`/day/${market}/${beside(month, 1)}-01`} aria-label={t('day.month-after')}>
        <Icon name="right" />
      </Link>
    </nav>
  );
}
