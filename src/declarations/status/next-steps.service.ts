import { Injectable } from '@nestjs/common';
import { dueAfter, dueFrom, type WorkingDays } from '../../markets/domain/due.js';
import { dueWithPauses, type Pause } from '../../markets/domain/pauses.js';
import { Markets } from '../../markets/markets.service.js';
import { workingDays } from '../../markets/working-days.js';
import type { Tx } from '../../platform/database/tx.js';
import { addDays, businessDayOf, type Day, type Instant, instantAt } from '../../vocabulary/period.js';
import {
  type DueStep,
  inOrder,
  NEXT_STEPS,
  type StatusMilestones,
  type Step,
  stepsOf,
} from '../domain/status/next-step.js';
import type { DeclarationStatus } from '../domain/status/project-status.js';
import { WITH_CUSTOMS } from '../domain/status/waits.js';
import { debtsOf } from './beside.query.js';
import { pausesOf, waitsOf } from './waiting.query.js';

/** A declaration as its row says, or is about to say. */
export interface DeclarationMilestones extends StatusMilestones {
  readonly id: string;
  readonly market: string;
  readonly status: DeclarationStatus;
}

interface NextRecord {
  readonly id: string;
  readonly actor: string;
  readonly at: Instant | null;
  readonly published: boolean;
  readonly steps: readonly DueStep[] | null;
}

/** The steps of one declaration, and what their due times follow from. */
interface StepsWithPauses {
  readonly id: string;
  readonly status: DeclarationStatus;
  readonly steps: readonly Step[];
  readonly cutOff: string;
  readonly pauses: readonly Pause[];
}

/** What a row says of its next steps. */
export const NEXT_STEP_COLUMNS = [
  ['next_actor', 'actor', 'text'],
  ['next_due_at', 'at', 'timestamptz'],
  ['next_calendar_published', 'published', 'boolean'],
  ['next_steps', 'steps', 'jsonb'],
] as const;

/** Farther than any calendar that is published. */
export const END_OF_CALENDAR = '2999-11-30';

/** The only writer of the next-step columns: who has to act next, and until when. */
@Injectable()
export class NextSteps {
  constructor(private readonly markets: Markets) {}

  /**
   * Computes the next steps of these declarations again, in the transaction that changed their status, or something they
   * wait for, and holds their rows: a handful of statements for any number. The revision does not rise: no edit of a broker
   * becomes stale because a due time changed. Returns how many rows differed.
   */
  async refresh(tx: Tx, ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const rows = await tx.rows<DeclarationMilestones>(
      `SELECT id, market, status, created_at AS "createdAt", filed_at AS "filedAt", accepted_at AS "acceptedAt",
         inspecting_at AS "inspectingAt", released_at AS "releasedAt", returned_at AS "returnedAt", closed_at AS "closedAt"
       FROM declaration WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return tx.run(
      `UPDATE declaration d SET ${NEXT_STEP_COLUMNS.map(([column, name]) => `${column} = r.${name}`).join(', ')}
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, ${NEXT_STEP_COLUMNS.map(([, name, type]) => `${name} ${type}`).join(', ')})
       WHERE d.id = r.id AND (${NEXT_STEP_COLUMNS.map(([column]) => `d.${column}`).join(', ')})
         IS DISTINCT FROM (${NEXT_STEP_COLUMNS.map(([, name]) => `r.${name}`).join(', ')})`,
      [JSON.stringify(await this.of(tx, rows))],
    );
  }

  /**
   * The values for the columns of these declarations, whose rows are held, under {@link NEXT_STEP_COLUMNS}, in their order: for whoever is about
   * to write their status, so that each row is written once.
   */
  async of(tx: Tx, rows: readonly DeclarationMilestones[]): Promise<NextRecord[]> {
    const running = await this.running(tx, rows);
    const calendar = await calendarFor(tx, running);
    return running.map((each) => recordOf(each, inOrder(each.steps.map(dueBy(each, calendar)))));
  }

  private async running(tx: Tx, rows: readonly DeclarationMilestones[]): Promise<StepsWithPauses[]> {
    const markets = new Map((await this.markets.all(tx)).map((market) => [market.code, market]));
    // A draft is its broker's alone, and what is cancelled nobody's.
    const filed = rows.flatMap(({ id, status }) => (status === 'draft' || status === 'cancelled' ? [] : [id]));
    const withCustoms = rows.flatMap(({ id, status }) => (WITH_CUSTOMS.includes(status) ? [id] : []));
    const closed = rows.flatMap(({ id, status }) => (status === 'closed' ? [id] : []));
    const waits = await waitsOf(tx, filed, withCustoms);
    const debts = await debtsOf(tx, closed);
    const pauses = filed.length === 0 ? new Map<string, Pause[]>() : await pausesOf(tx, filed);
    return rows.map((row) => {
      const { cutOff = '', settings = {} } = markets.get(row.market) ?? {};
      const { id, status } = row;
      const beside = { waits: waits.get(id) ?? [], debts: debts.get(id) ?? [] };
      return { id, status, steps: stepsOf(status, row, beside, settings), cutOff, pauses: pauses.get(id) ?? [] };
    });
  }
}

/** The calendar the terms need; with a pause all of it: nobody knows beforehand how far a pause moves a term. */
async function calendarFor(tx: Tx, running: readonly StepsWithPauses[]): Promise<WorkingDays> {
  const spans = running.flatMap(({ steps, pauses }) =>
    steps.flatMap(({ term }): [Day, Day][] => {
      if (term === null) return [];
      if ('on' in term) return [[term.on, term.on]];
      if ('from' in term) return [[term.from, term.from]];
      const first = businessDayOf(term.since);
      return [[first, pauses.length > 0 ? END_OF_CALENDAR : addDays(first, term.days)]];
    }),
  );
  const first = spans.map(([from]) => from).sort()[0];
  const last = spans
    .map(([, to]) => to)
    .sort()
    .at(-1);
  return first === undefined || last === undefined ? new Map() : workingDays(tx, first, last);
}

const dueBy =
  ({ cutOff, pauses }: StepsWithPauses, calendar: WorkingDays) =>
  ({ term, pausable, ...step }: Step): DueStep => {
    if (term === null) return { ...step, dueAt: null, calendarPublished: true };
    if ('on' in term) return { ...step, dueAt: instantAt(term.on, cutOff), calendarPublished: true };
    const due =
      'from' in term
        ? dueFrom(term.from, cutOff, calendar)
        : pausable
          ? dueWithPauses(term, pauses, cutOff, calendar)
          : dueAfter(term.since, term.days, cutOff, calendar);
    return { ...step, dueAt: due?.at ?? null, calendarPublished: due?.calendarPublished ?? true };
  };

/** The first step in columns, for lists; all of them only where there is more than the status's own. */
function recordOf({ id, status }: StepsWithPauses, steps: readonly DueStep[]): NextRecord {
  const [first] = steps;
  if (!first) throw new Error(`${id} has no next step.`);
  const { actor, dueAt: at, calendarPublished: published } = first;
  return { id, actor, at, published, steps: steps.length > 1 || first.step !== NEXT_STEPS[status].step ? steps : null };
}
