import { Injectable } from '@nestjs/common';
import { brokerAskedFor } from '../access/broker-asked-for.js';
import { Markets } from '../markets/markets.service.js';
import { refuse } from '../messages/refusals/refusal.js';
import { PeriodRuns } from '../periods/ledger/period-runs.service.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Page, readPage } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import { isMonth } from '../vocabulary/period.js';
import type { RemindersQuery } from './reminders.dto.js';
import { type Reminder, reminderOf, reminders } from './reminders.query.js';

/** Reads the reminders and warnings that the actor may see. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
    private readonly runs: PeriodRuns,
  ) {}

  list(actor: Actor, query: RemindersQuery): Promise<Page<Reminder>> {
    return this.database.transaction(actor, async (tx) => {
      const markets = await this.runs.visibleMarkets(tx, await this.markets.ofQuery(tx, query.market));
      const broker = await brokerAskedFor(tx, query.broker);
      const { month = null, kind = null } = query;
      return readPage(
        query,
        [isMonth, isId],
        (after, limit) => reminders(tx, { markets, month, kind, broker, after, limit }),
        (row) => [row.month, row.id],
      );
    });
  }

  async byId(actor: Actor, id: string): Promise<Reminder> {
    const found = await this.database.transaction(actor, async (tx) => {
      const reminder = isId(id) ? await reminderOf(tx, id) : null;
      const markets = reminder && (await this.runs.visibleMarkets(tx, await this.markets.byCode(tx, reminder.market)));
      return reminder && (markets === null || markets.includes(reminder.market)) ? reminder : null;
    });
    if (!found) throw refuse('not-found', 'not-found', { what: 'reminder', value: id });
    return found;
  }
}
