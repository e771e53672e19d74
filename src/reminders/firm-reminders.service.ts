import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { NO_FIRM } from '../open-items/open-items.query.js';
import type { FrozenPeriod, Isolation, PeriodToFreeze, RevisedPeriod } from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { reminderDifferencesOf } from './domain/differences.js';
import { type FirmItems, type OfFirms, reminderItems, slippingItems } from './reminder-items.query.js';
import { allFirms } from './firms.query.js';
import { remindersOf } from './reminders.query.js';
import { reminderDigestOf, digestOfAll, freezeReminders, type Occasion } from './reminders.repository.js';

/** Makes the reminders of a market's firms: those at the end of a month, and the warnings before it. */
@Injectable()
export class FirmReminders {
  constructor(private readonly clock: Clock) {}

  /** How both kinds find the firms whose data allow no reminder. */
  isolation(occasionOf: (tx: Tx, period: PeriodToFreeze) => Promise<Occasion>): Isolation {
    return {
      firms: (tx, { firms }) => (firms === null ? allFirms(tx) : Promise.resolve(firms)),
      judge: async (tx, period, firms) => itemsOf(tx, period, await occasionOf(tx, period), firms),
    };
  }

  async freeze(tx: Tx, period: PeriodToFreeze, occasion: Occasion): Promise<FrozenPeriod> {
    const found = await itemsOf(tx, period, occasion, await firmsOf(tx, period));
    const made = await freezeReminders(
      tx,
      this.clock,
      { ...occasion, customsOffice: period.market.customsOffice },
      found,
    );
    return {
      result: { reminders: made.length, items: made.reduce((sum, each) => sum + each.items, 0) },
      digest: digestOfAll(made),
      excluded: excludedOf(period),
      content: async ({ broker }) => ({ reminders: await remindersOf(tx, occasion, broker) }),
    };
  }

  /** What the firms would be reminded of now as of the same instant, beside what they were. */
  async revise(tx: Tx, period: PeriodToFreeze, occasion: Occasion): Promise<RevisedPeriod> {
    const found = await itemsOf(tx, period, occasion, await firmsOf(tx, period));
    const made = found.map((firm) => ({ ...firm, digest: reminderDigestOf(occasion, firm) }));
    const excluded = new Set(period.failing.map(({ firm }) => firm));
    const frozen = (await remindersOf(tx, occasion, null)).filter(({ broker }) => !excluded.has(broker));
    const differences = reminderDifferencesOf(frozen, made);
    return {
      id: newId(),
      result: { reminders: made.length, items: made.reduce((sum, { items }) => sum + items.length, 0) },
      digest: digestOfAll(made),
      excluded: excludedOf(period),
      difference: { reminders: differences.length },
      differences,
      content: ({ broker }) =>
        Promise.resolve({ reminders: made.filter((one) => broker === null || one.broker === broker) }),
    };
  }

  record(tx: Tx, { key, firms }: PeriodToFreeze, { result, digest, excluded }: FrozenPeriod, kind: Occasion['kind']) {
    if (firms !== null) return Promise.resolve();
    return recordAudit(tx, this.clock, {
      action: kind === 'reminder' ? 'reminder.finished' : 'pre-close.finished',
      subjectType: 'reminder-month',
      subjectId: `${key.market} ${key.period}`,
      detail: { ...result, excluded: excluded.length, digest },
    });
  }
}

const itemsOf = (tx: Tx, { market }: PeriodToFreeze, occasion: Occasion, firms: OfFirms): Promise<FirmItems[]> =>
  occasion.kind === 'reminder'
    ? reminderItems(tx, market, occasion.month, firms)
    : slippingItems(tx, market, occasion.until, firms);

/** All firms, or those asked for, without those whose data allow no reminder. */
async function firmsOf(tx: Tx, { firms, failing }: PeriodToFreeze): Promise<OfFirms> {
  if (failing.length === 0) return firms;
  const excluded = new Set(failing.map(({ firm }) => firm));
  return (firms ?? (await allFirms(tx))).filter((firm) => !excluded.has(firm));
}

const excludedOf = ({ failing }: PeriodToFreeze) =>
  failing.map(({ firm, reason }) => ({ broker: firm === NO_FIRM ? null : firm, reason }));
