import { Injectable } from '@nestjs/common';
import type { WorkingDays } from '../../markets/domain/due.js';
import { followUpSettings } from '../../markets/domain/follow-up-settings.js';
import { dueWithPauses, type Pause } from '../../markets/domain/pauses.js';
import { Markets } from '../../markets/markets.service.js';
import { workingDays } from '../../markets/working-days.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { groupBy } from '../../vocabulary/group-by.js';
import { countedFrom } from '../../vocabulary/open-item-kinds.js';
import { addDays, businessDayOf, type Day } from '../../vocabulary/period.js';
import { BESIDE, missedDays } from '../domain/status/beside.js';
import type { DueStep } from '../domain/status/next-step.js';
import type { DeclarationStatus } from '../domain/status/project-status.js';
import { missedControlsOf, type OpenBeside } from './beside.query.js';
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

/** Something that is open, with what its due time follows from. */
interface Termed {
  readonly open: OpenBeside;
  readonly cutOff: string;
  /** Null where no clock runs. */
  readonly days: number | null;
  readonly pauses: readonly Pause[];
}

/** Reads what customs has missed of declarations: the open items of the same declarations, at the same instants, for those who may know. */
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
    const markets = new Map((await this.markets.all(tx)).map((market): [string, Terms] => [market.code, market]));
    const marketOf = new Map(rows.map(({ id, market }) => [id, markets.get(market)]));
    const termed = found.flatMap((open): Termed[] => {
      const of = marketOf.get(open.declarationId);
      if (!of) return [];
      const days = missedDays(open.kind, followUpSettings(of.settings));
      return [{ open, cutOff: of.cutOff, days, pauses: pauses.get(open.declarationId) ?? [] }];
    });
    const calendar = await calendarFor(tx, termed);
    const steps = termed.map((each) => ({ id: each.open.declarationId, step: dueStep(each, calendar) }));
    return new Map(
      [...groupBy(steps, ({ id }) => id)].map(([id, own]) => [id, own.map(({ step }) => step).sort(earliestFirst)]),
    );
  }

  private open(tx: Tx, rows: readonly Asked[]): Promise<OpenBeside[]> {
    const filed = rows.flatMap(({ id, status }) => (status === 'draft' ? [] : [id]));
    return missedControlsOf(tx, filed);
  }

  private isCounted(kind: OpenBeside['kind']): boolean {
    const { item } = BESIDE[kind];
    return item === null || (countedFrom(item) ?? '') <= this.clock.now().toISOString();
  }
}

function dueStep({ open: { kind, since }, cutOff, days, pauses }: Termed, calendar: WorkingDays): DueStep {
  const step = { actor: BESIDE[kind].actor, step: kind, params: {} };
  const due = days === null ? null : dueWithPauses({ since, days }, pauses, cutOff, calendar);
  return { ...step, dueAt: due?.at ?? null, calendarPublished: due?.calendarPublished ?? true };
}

/** From the first day on which one is due to the last; with a pause all of it, for nobody knows beforehand how far that moves a term. */
async function calendarFor(tx: Tx, termed: readonly Termed[]): Promise<WorkingDays> {
  const days = termed.flatMap(({ open, days: term, pauses }): Day[] => {
    if (term === null) return [];
    const began = businessDayOf(open.since);
    return pauses.length > 0 ? [began, END_OF_CALENDAR] : [addDays(began, term), addDays(began, term + 1)];
  });
  const [first, last] = [days.sort()[0], days.at(-1)];
  return first === undefined || last === undefined ? new Map() : workingDays(tx, first, last);
}

const earliestFirst = (one: DueStep, other: DueStep): number => {
  const [left, right] = [one, other].map(({ dueAt, step }) => `${dueAt ?? 'never'} ${step}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
};
