import { Injectable } from '@nestjs/common';
import { dueAfter, dueFrom, type WorkingDays } from '../../markets/domain/due.js';
import { followUpSettings } from '../../markets/domain/follow-up-settings.js';
import { dueWithPauses, type Pause } from '../../markets/domain/pauses.js';
import { Markets } from '../../markets/markets.service.js';
import { workingDays } from '../../markets/working-days.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { groupBy } from '../../vocabulary/group-by.js';
import { countedFrom } from '../../vocabulary/open-item-kinds.js';
import { addDays, businessDayOf } from '../../vocabulary/period.js';
import { BESIDE, besideTerm } from '../domain/status/beside.js';
import type { DueStep } from '../domain/status/next-step.js';
import type { DeclarationStatus } from '../domain/status/project-status.js';
import { debtsOf, missedControlsOf, type OpenBeside } from './beside.query.js';
import { END_OF_CALENDAR } from './next-steps.service.js';
import { pausesOf } from './waiting.query.js';

interface Asked {
  readonly id: string;
  readonly market: string;
  readonly status: DeclarationStatus;
}

/** What the steps of a market are due by. */
interface Terms {
  readonly cutOff: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Reads what is to be done about declarations beside their procedure: the open items of the same declarations, at the same instants. */
@Injectable()
export class BesideSteps {
  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  /** By id, the earliest due first; a handful of statements for any number, and none where nothing can be open. */
  async of(tx: Tx, rows: readonly Asked[]): Promise<ReadonlyMap<string, readonly DueStep[]>> {
    const found = (await this.open(tx, rows)).filter(({ kind }) => this.isCounted(kind));
    if (found.length === 0) return new Map();
    const ids = [...new Set(found.map(({ declarationId }) => declarationId))];
    const pauses = await pausesOf(tx, ids);
    const calendar = await calendarFor(tx, found, pauses.size > 0);
    const terms = new Map((await this.markets.all(tx)).map((market): [string, Terms] => [market.code, market]));
    const marketOf = new Map(rows.map(({ id, market }) => [id, terms.get(market)]));
    const steps = found.flatMap((each) => {
      const of = marketOf.get(each.declarationId);
      return of
        ? [{ id: each.declarationId, step: dueStep(each, of, pauses.get(each.declarationId) ?? [], calendar) }]
        : [];
    });
    return new Map(
      [...groupBy(steps, ({ id }) => id)].map(([id, own]) => [id, own.map(({ step }) => step).sort(earliestFirst)]),
    );
  }

  private async open(tx: Tx, rows: readonly Asked[]): Promise<OpenBeside[]> {
    const filed = rows.flatMap(({ id, status }) => (status === 'draft' ? [] : [id]));
    const closed = rows.flatMap(({ id, status }) => (status === 'closed' ? [id] : []));
    return [...(await debtsOf(tx, closed, this.clock.today())), ...(await missedControlsOf(tx, filed))];
  }

  private isCounted(kind: OpenBeside['kind']): boolean {
    const { item } = BESIDE[kind];
    return item === null || (countedFrom(item) ?? '') <= this.clock.now().toISOString();
  }
}

function dueStep({ kind, since }: OpenBeside, of: Terms, pauses: readonly Pause[], calendar: WorkingDays): DueStep {
  const { actor } = BESIDE[kind];
  const term = besideTerm(kind, since, followUpSettings(of.settings));
  const step = { actor, step: kind, params: {} };
  if (term === null) return { ...step, dueAt: null, calendarPublished: true };
  const due =
    'from' in term
      ? dueFrom(term.from, of.cutOff, calendar)
      : actor === 'officer'
        ? dueWithPauses({ since, days: term.days }, pauses, of.cutOff, calendar)
        : dueAfter(since, term.days, of.cutOff, calendar);
  return { ...step, dueAt: due?.at ?? null, calendarPublished: due?.calendarPublished ?? true };
}

/** Longer than any term in days that a market may set is of no use here: beyond what is published every day counts as worked. */
async function calendarFor(tx: Tx, found: readonly OpenBeside[], isPaused: boolean): Promise<WorkingDays> {
  const days = found.map(({ since }) => businessDayOf(since)).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  return workingDays(tx, first, isPaused ? END_OF_CALENDAR : addDays(last, LONGEST_TERM_DAYS));
}

const LONGEST_TERM_DAYS = 4_000;

const earliestFirst = (one: DueStep, other: DueStep): number => {
  const [left, right] = [one, other].map(({ dueAt, step }) => `${dueAt ?? 'never'} ${step}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
};
