import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { Clock } from '../vocabulary/clock.js';
import { isDay } from '../vocabulary/period.js';
import { assertNoErrors } from '../messages/refusals/refusal.js';
import { pointer, violation } from '../messages/refusals/violation.js';
import type { CalendarDayAnswer, CalendarQuery, PutYear, YearAnswer } from './calendar.dto.js';
import { strangers, yearCalendar } from './domain/calendar.js';
import { assertRange } from '../messages/refusals/range.js';

const LISTS = ['holidays', 'makeUpDays'] as const;

/** The working calendar: which days are worked. A year it does not know yet counts as worked throughout. */
@Injectable()
export class Calendar {
  constructor(private readonly clock: Clock) {}

  /** The days known, in order. */
  async page(tx: Tx, query: CalendarQuery): Promise<Page<CalendarDayAnswer>> {
    const { from, to } = query;
    assertRange(query);
    const limit = limitOf(query);
    const [after = null] = cursorOf(query, [isDay]) ?? [];
    const rows = await tx.rows<CalendarDayAnswer>(LIST, [from ?? null, to ?? null, after, limit + 1]);
    return pageOf(rows, limit, ({ day }) => [day]);
  }

  /** Sets a whole year, weekends included. Refuses days of another year and days named twice (rule-broken). */
  async put(tx: Tx, year: number, wanted: PutYear): Promise<YearAnswer> {
    const lists = [wanted.holidays, wanted.makeUpDays];
    const violations = strangers(year, lists).map(({ list, index }) => {
      const value = lists[list]?.[index]?.day ?? '';
      const at = pointer(LISTS[list] ?? '', index, 'day');
      return value.startsWith(`${year}-`)
        ? violation('entry-duplicate', at, { value })
        : violation('day-invalid', at, { value });
    });
    assertNoErrors(violations);
    const days = yearCalendar(year, wanted.holidays, wanted.makeUpDays);
    const changed = await tx.run(PUT, [JSON.stringify(days), wanted.source]);
    if (changed > 0) {
      await recordAudit(tx, this.clock, {
        action: 'calendar.replaced',
        subjectType: 'calendar',
        subjectId: String(year),
        detail: { ...wanted, changed },
      });
    }
    return { year, workingDays: days.filter(({ working }) => working).length, changed };
  }
}

const LIST = `
  SELECT day, working, name, source FROM calendar_day
  WHERE ($1::date IS NULL OR day >= $1) AND ($2::date IS NULL OR day <= $2) AND ($3::date IS NULL OR day > $3)
  ORDER BY day LIMIT $4`;

/** In the order of days, so that two who put the same year wait for each other instead of deadlocking. */
const PUT = `
  INSERT INTO calendar_day AS held (day, working, name, source)
  SELECT day, working, name, $2 FROM jsonb_to_recordset($1::jsonb) AS d (day date, working boolean, name text) ORDER BY day
  ON CONFLICT (day) DO UPDATE SET working = excluded.working, name = excluded.name, source = excluded.source
  WHERE (held.working, held.name, held.source) IS DISTINCT FROM (excluded.working, excluded.name, excluded.source)`;
