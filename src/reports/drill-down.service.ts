import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, pageOf, type PageQuery } from '../platform/http/page.js';
import { countryName } from '../vocabulary/country.js';
import { dec } from '../vocabulary/decimal.js';
import { isId } from '../vocabulary/id.js';
import type { Language } from '../vocabulary/language.js';
import { moneyText } from '../vocabulary/money.js';
import { instantText, isDay, isInstant } from '../vocabulary/period.js';
import { assertNoErrors, refuseAt } from '../messages/refusal.js';
import { pointer, violation, type Violation } from '../messages/violation.js';
import { changePlaceOf, type ChangePlace, readChanges } from './changes.query.js';
import { changeReasonOf } from './domain/causes.js';
import type { Question, WrittenQuestion } from './domain/question.js';
import { report, type ReportFigures } from './domain/report.js';
import { readExportSums } from './export-value.query.js';
import { type LinePlace, placeOf, readLines } from './lines.query.js';
import { QuestionService } from './question.service.js';
import { reversedRange } from '../messages/range.js';

/** Drill-down: the items of a figure, and what has changed it. */
@Injectable()
export class DrillDownService {
  constructor(
    private readonly database: Database,
    private readonly questions: QuestionService,
  ) {}

  /** A page of the items behind a figure, with the figure. Without `asOf` the ledger may change between two pages. */
  async lines(actor: Actor, query: WrittenQuestion & PageQuery, language: Language) {
    const limit = limitOf(query);
    const after = linePlace(cursorOf(query, 3));
    return this.database.transaction(
      actor,
      async (tx) => {
        const question = await this.questions.resolve(tx, query);
        const { total, declarations } = await figures(tx, question);
        const page = pageOf(await readLines(tx, question, { after, limit: limit + 1 }), limit, placeOf);
        const items = page.items.map((line) => ({ ...line, countryName: countryName(line.country, language) }));
        return { ...this.head(question), total, declarations, items, nextCursor: page.nextCursor };
      },
      { snapshot: true },
    );
  }

  /** A page of what was posted between `since` and `asOf`; all pages add up to the difference of the two answers. */
  async changes(actor: Actor, query: WrittenQuestion & PageQuery & { since: string }, language: Language) {
    const since = instantText(query.since);
    const limit = limitOf(query);
    const after = changePlace(cursorOf(query, 5));
    return this.database.transaction(
      actor,
      async (tx) => {
        const question = await this.questions.resolve(tx, query);
        const head = this.head(question);
        const faults = changeFaults(question, since, head.asOf);
        assertNoErrors(faults, 'malformed');
        const totalBefore = (await figures(tx, { ...question, asOf: since })).total;
        const { total } = await figures(tx, question);
        const rows = await readChanges(tx, question, { since, after, limit: limit + 1 });
        const page = pageOf(rows, limit, changePlaceOf);
        const items = page.items.map((change) => ({
          ...change,
          countryName: countryName(change.country, language),
          ...changeReasonOf(change.cause, change.day, change.postedAt, language),
        }));
        const difference = moneyText(dec(total).minus(dec(totalBefore)));
        return { ...head, since, totalBefore, total, difference, items, nextCursor: page.nextCursor };
      },
      { snapshot: true },
    );
  }

  private head(question: Question) {
    const { from, to, currency, basis } = question;
    return { from, to, currency, basis, asOf: this.questions.knownAt(question) };
  }
}

async function figures(tx: Tx, question: Question): Promise<ReportFigures> {
  const whole = { ...question, groupBy: [] };
  return report([], (await readExportSums(tx, whole)).cells);
}

function changeFaults({ basis }: Question, since: string, asOf: string): Violation[] {
  if (basis !== 'closed')
    return [violation('query-unknown', pointer('query', 'basis'), { field: 'basis', value: basis, allowed: 'closed' })];
  return reversedRange('/query/since', since, asOf);
}

/** A cursor comes back from outside: its parts must be what they were, or the database would be asked to cast nonsense. */
function linePlace(keys: string[] | null): LinePlace | null {
  if (!keys) return null;
  const [day = '', id = '', item = ''] = keys;
  if (isDay(day) && isId(id) && /^\d{1,9}$/.test(item)) return [day, id, item];
  throw cursorInvalid();
}

function changePlace(keys: string[] | null): ChangePlace | null {
  if (!keys) return null;
  const [at = '', id = '', version = '', day = '', country = ''] = keys;
  if (isInstant(at) && isId(id) && /^\d{1,9}$/.test(version) && isDay(day) && country.length <= 3)
    return [at, id, version, day, country];
  throw cursorInvalid();
}

const cursorInvalid = () => refuseAt(pointer('query', 'cursor'), 'malformed', 'cursor-invalid');
