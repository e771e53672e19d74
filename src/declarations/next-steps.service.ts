import { Injectable } from '@nestjs/common';
import { dueAfter } from '../markets/domain/due.js';
import { Markets } from '../markets/markets.service.js';
import { workingDays } from '../markets/working-days.js';
import type { Tx } from '../platform/database/tx.js';
import { addDays, businessDayOf } from '../vocabulary/period.js';
import { type Milestones, runningTerm } from './domain/next-step.js';
import type { DeclarationStatus } from './domain/standing.js';

interface Row extends Milestones {
  readonly id: string;
  readonly market: string;
  readonly status: DeclarationStatus;
}

/** Keeps the time at which the next step of a declaration is due equal to what its standing says. */
@Injectable()
export class NextSteps {
  constructor(private readonly markets: Markets) {}

  /**
   * Computes the due times of these declarations anew, in the transaction that changed their standing and holds their rows:
   * three statements to read, one to write. The revision stays: nobody's edit is stale because a clock was wound.
   * Returns how many differed.
   */
  async refresh(tx: Tx, ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const rows = await tx.rows<Row>(
      `SELECT id, market, status, created_at AS "createdAt", filed_at AS "filedAt", accepted_at AS "acceptedAt",
         inspecting_at AS "inspectingAt", released_at AS "releasedAt", returned_at AS "returnedAt"
       FROM declaration WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    const markets = new Map((await this.markets.all(tx)).map((market) => [market.code, market]));
    const running = rows.map((row) => {
      const market = markets.get(row.market);
      const term = market ? runningTerm(row.status, row, market.settings) : null;
      return { id: row.id, cutOff: market?.cutOff ?? '', term };
    });
    const ends = running.flatMap(({ term }) => (term ? [addDays(businessDayOf(term.since), term.days)] : [])).sort();
    const first = ends[0];
    const calendar = first === undefined ? new Map() : await workingDays(tx, first, ends.at(-1) ?? first);
    const dues = running.map(({ id, cutOff, term }) => {
      const due = term && dueAfter(term.since, term.days, cutOff, calendar);
      return { id, at: due?.at ?? null, published: due?.calendarPublished ?? true };
    });
    return tx.run(
      `UPDATE declaration d SET next_due_at = r.at, next_calendar_published = r.published
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, at timestamptz, published boolean)
       WHERE d.id = r.id AND (d.next_due_at, d.next_calendar_published) IS DISTINCT FROM (r.at, r.published)`,
      [JSON.stringify(dues)],
    );
  }
}
