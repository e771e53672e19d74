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
import { assertNoErrors, refuseAt } from '../messages/refusals/refusal.js';
import { pointer, violation, type Violation } from '../messages/refusals/violation.js';
import { type CauseSum, changesByCause, changePlaceOf, type ChangePlace, readChanges } from './changes.query.js';
import { changeReasonOf, reasonText } from './domain/causes.js';
import type { Question, WrittenQuestion } from './domain/question.js';
import { report } from './domain/report.js';
import { readExportSums } from './export-value.query.js';
import { type LinePlace, placeOf, readLines } from './lines.query.js';
import { QuestionService } from './question.service.js';
import { reversedRange } from '../messages/refusals/range.js';

type WrittenChanges = WrittenQuestion & { readonly since: string };

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
        const { total, declarations } = await this.figures(tx, question);
        const page = pageOf(await readLines(tx, question, { after, limit: limit + 1 }), limit, placeOf);
        const items = page.items.map((line) => ({ ...line, countryName: countryName(line.country, language) }));
        return { ...this.head(question), total, declarations, items, nextCursor: page.nextCursor };
      },
      { snapshot: true },
    );
  }

  /** A page of what was posted between `since` and `asOf`; all pages add up to the difference of the two answers. */
  async changes(actor: Actor, query: WrittenChanges & PageQuery, language: Language) {
    const limit = limitOf(query);
    const after = changePlace(cursorOf(query, 5));
    return this.database.transaction(
      actor,
      async (tx) => {
        const question = await this.questions.resolve(tx, query);
        const moved = await this.moved(tx, question, query.since);
        const rows = await readChanges(tx, question, { since: moved.since, after, limit: limit + 1 });
        const page = pageOf(rows, limit, changePlaceOf);
        const items = page.items.map((change) => ({
          ...change,
          countryName: countryName(change.country, language),
          ...changeReasonOf(change.cause, change.day, change.postedAt, language),
        }));
        return { ...this.head(question), ...moved, items, nextCursor: page.nextCursor };
      },
      { snapshot: true },
    );
  }

  /** The same by cause, added up. */
  async causes(actor: Actor, query: WrittenChanges, language: Language) {
    return this.database.transaction(
      actor,
      async (tx) => {
        const question = await this.questions.resolve(tx, query);
        const moved = await this.moved(tx, question, query.since);
        const sums = await changesByCause(tx, question, moved.since);
        return { ...this.head(question), ...moved, causes: this.named(sums, language) };
      },
      { snapshot: true },
    );
  }

  /** The figure of a question as a whole. */
  async figures(tx: Tx, question: Question): Promise<{ total: string; declarations: number }> {
    const whole: Question = { ...question, groupBy: [], fill: false };
    // A question of statements stays one, also where nothing but its grouping says so.
    const asked = question.groupBy.includes('settlementWeek')
      ? { ...whole, groupBy: ['settlementWeek' as const] }
      : whole;
    const sums = await readExportSums(tx, asked);
    return { total: report(asked, sums.cells).total, declarations: sums.declarations };
  }

  /** What a question was answered with then and now. Refuses a basis without facts, and a time that is not before the other. */
  async moved(tx: Tx, question: Question, written: string) {
    const since = instantText(written);
    assertNoErrors(changeFaults(question, since, this.questions.knownAt(question)), 'malformed');
    const totalBefore = (await this.figures(tx, { ...question, asOf: since })).total;
    const { total } = await this.figures(tx, question);
    return { since, totalBefore, total, difference: moneyText(dec(total).minus(dec(totalBefore))) };
  }

  /** Causes with their words. */
  named(sums: readonly CauseSum[], language: Language) {
    return sums.map((sum) => ({ ...sum, reason: reasonText(sum.cause, language) }));
  }

  private head(question: Question) {
    const { from, to, currency, basis } = question;
    return { from, to, currency, basis, asOf: this.questions.knownAt(question) };
  }
}

function changeFaults({ basis }: Question, since: string, asOf: string): Violation[] {
  if (basis !== 'closed')
    return [violation('enum-invalid', pointer('query', 'basis'), { value: basis, allowed: 'closed' })];
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
