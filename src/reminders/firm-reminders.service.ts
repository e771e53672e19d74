import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Market } from '../markets/domain/market.js';
import { Markets } from '../markets/markets.service.js';
import type { Tx } from '../platform/database/tx.js';
import { tryInSavepoint, bisectFailures } from '../platform/database/bisect-failures.js';
import { Clock } from '../vocabulary/clock.js';
import { refuse } from '../messages/refusal.js';
import { allFirms, lockParked, noteRetry, park, type ParkedFirm } from './parked.repository.js';
import { type FirmItems, type OfFirms, reminderItems, slippingItems } from './reminder-items.query.js';
import { digestOfAll, freezeReminders, type Frozen, type Occasion } from './reminders.repository.js';

/** Makes the reminders of a market's firms, all at once; where one firm's data stands in the way, without that firm. */
@Injectable()
export class FirmReminders {
  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  /** Every firm gets its reminder, or is parked with the reason; the figures and one digest over what was made. */
  async make(tx: Tx, market: Market, occasion: Occasion) {
    const freeze = (firms: OfFirms) => this.freeze(tx, market, occasion, firms);
    const all = await tryInSavepoint(tx, () => freeze(null));
    const { done, failed } =
      typeof all === 'string' ? await bisectFailures(tx, await allFirms(tx), freeze) : { done: [all], failed: [] };
    const now = this.clock.now().toISOString();
    for (const { firm, reason } of failed) await park(tx, occasion, { broker: firm, reason }, now);
    const made = done.flat();
    const items = made.reduce((sum, each) => sum + each.items, 0);
    const result = { reminders: made.length, items, parked: failed.length };
    const digest = digestOfAll(made);
    await recordAudit(tx, this.clock, {
      action: occasion.kind === 'reminder' ? 'reminder.finished' : 'pre-close.finished',
      subjectType: 'reminder-month',
      subjectId: `${occasion.market} ${occasion.month}`,
      detail: { ...result, digest },
    });
    return { result, digest };
  }

  /**
   * Tries a parked firm again, as of the same instant; the answer says whether it is settled now or still why not. Refuses
   * (404) one that is not there or of another office's market, and (409) one that is settled.
   */
  async retry(tx: Tx, id: string, visible: (market: Market) => boolean): Promise<ParkedFirm> {
    const parked = await lockParked(tx, id);
    const market = parked && (await this.markets.byCode(tx, parked.market));
    if (!market || !visible(market)) throw refuse('not-found', 'not-found', { what: 'parked', value: id });
    if (parked.settledAt !== null) throw refuse('conflict', 'state-forbids', { status: 'finished', action: 'retry' });
    // Of the calendar the firms that were not parked have been told; without one of them the days count as worked.
    const told = await tx.one<{ calendarPublished: boolean }>(
      `SELECT calendar_published AS "calendarPublished" FROM reminder WHERE market = $1 AND month = $2 AND kind = $3 LIMIT 1`,
      [parked.market, parked.month, parked.kind],
    );
    const occasion = { ...parked, calendarPublished: told?.calendarPublished ?? false };
    const made = await tryInSavepoint(tx, () => this.freeze(tx, market, occasion, [parked.broker]));
    const reason = typeof made === 'string' ? made : null;
    await noteRetry(tx, id, { reason, now: this.clock.now().toISOString() });
    await recordAudit(tx, this.clock, {
      action: 'reminder.retried',
      subjectType: 'reminder-parked',
      subjectId: id,
      detail: { market: parked.market, month: parked.month, broker: parked.broker, reason },
    });
    return (await lockParked(tx, id)) ?? parked;
  }

  private async freeze(tx: Tx, market: Market, occasion: Occasion, firms: OfFirms): Promise<Frozen[]> {
    return freezeReminders(tx, this.clock, occasion, await itemsOf(tx, market, occasion, firms));
  }
}

const itemsOf = (tx: Tx, market: Market, { kind, month, until }: Occasion, firms: OfFirms): Promise<FirmItems[]> =>
  kind === 'reminder' ? reminderItems(tx, market, month, firms) : slippingItems(tx, market, until, firms);
