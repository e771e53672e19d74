import { useGet } from '../../api/query';
import { Section } from '../../shared/page';
import { currentLanguage, LANGUAGE_TAGS, useT } from '../../texts';
import './admin.css';

interface Named {
  readonly day: string;
  readonly working: boolean;
  readonly name: string | null;
}

const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A year's working days as a sheet of twelve months; a year that is not published says so. */
export function YearSheet({ year }: { year: string }) {
  const t = useT();
  const query = { from: `${year}-01-01`, to: `${year}-12-31`, limit: 500 };
  const { data } = useGet('/v1/calendar', { query });
  const days = data?.data.items ?? [];
  const named = new Map(days.map((day) => [day.day, day]));
  return (
    <Section title={t('market.calendar', { year })}>
      {data && days.length === 0 && <p className="dim">{t('market.calendar-none')}</p>}
      {days.length > 0 && (
        <div className="year">
          {MONTHS.map((month) => (
            <MonthSheet key={month} year={Number(year)} month={month} named={named} />
          ))}
        </div>
      )}
    </Section>
  );
}

function MonthSheet({ year, month, named }: { year: number; month: number; named: ReadonlyMap<string, Named> }) {
  const t = useT();
  const first = new Date(Date.UTC(year, month, 1));
  const blanks = (first.getUTCDay() + 6) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const title = new Intl.DateTimeFormat(LANGUAGE_TAGS[currentLanguage()], { month: 'long', timeZone: 'UTC' }).format(
    first,
  );
  return (
    <section>
      <h3>{title}</h3>
      <div className="month-days">
        {Array.from({ length: blanks }, (_, index) => (
          <span key={`blank ${index}`} />
        ))}
        {Array.from({ length }, (_, index) => {
          const day = `${year}-${twoDigits(month + 1)}-${twoDigits(index + 1)}`;
          const weekday = (blanks + index) % 7;
          const isWeekend = weekday > 4;
          const found = named.get(day);
          const isMakeUp = found?.working === true && isWeekend;
          const isHoliday = found !== undefined && !found.working && found.name !== null;
          const word = isMakeUp ? t('market.make-up') : isHoliday ? t('market.holiday') : '';
          const look = isMakeUp ? 'day-make-up' : isHoliday ? 'day-holiday' : isWeekend ? 'day-off' : '';
          return (
            <span key={day} className={look} title={[word, found?.name].filter(Boolean).join(' · ')}>
              {index + 1}
            </span>
          );
        })}
      </div>
    </section>
  );
}
