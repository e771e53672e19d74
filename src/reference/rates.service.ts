import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../audit/audit.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { dec, plain } from '../vocabulary/decimal.js';
import { newId } from '../vocabulary/id.js';
import { daysOfMonth, type Instant, type Month } from '../vocabulary/period.js';
import { assertNoErrors, refuse } from '../messages/refusals/refusal.js';
import { loadCodeTables } from './code-tables.js';
import { checkRates, type CurrencyRate } from './domain/rates.js';
import { changedPointers } from '../messages/refusals/changed-pointers.js';
import { assertRevision } from '../audit/assert-revision.js';
import type { ExpectedRevisions } from '../messages/refusals/revision.js';

/** The customs rates of a month as they are now. */
export interface MonthRates {
  readonly month: Month;
  readonly rates: CurrencyRate[];
  readonly setAt: Instant;
  /** Grows with every change of the month. */
  readonly revision: number;
}

/** Customs rates of months. Replaced rates are kept: a later change of a rate never changes what was valued. */
@Injectable()
export class RatesService {
  constructor(private readonly clock: Clock) {}

  /** The rates of a month, by currency; null when nobody has put any. */
  of(tx: Tx, month: Month): Promise<MonthRates | null> {
    return tx.one<MonthRates>(`${SELECT} WHERE month = $1 GROUP BY month`, [month]);
  }

  /** Months that have rates, latest first, at most `limit`, before the month given. */
  months(tx: Tx, before: Month | null, limit: number): Promise<MonthRates[]> {
    const where = 'WHERE ($1::text IS NULL OR month < $1)';
    return tx.rows<MonthRates>(`${SELECT} ${where} GROUP BY month ORDER BY month DESC LIMIT $2`, [before, limit]);
  }

  /**
   * Replaces all rates of a month; the same rates again change nothing. Refuses unknown or repeated currencies and rates that
   * are not above zero (rule-broken), a revision that is no longer the present one
   * (stale), and other rates for a month that has some without one (precondition-required); null means whatever is there now.
   */
  async put(tx: Tx, month: Month, wanted: readonly CurrencyRate[], revision?: ExpectedRevisions): Promise<MonthRates> {
    const tables = await loadCodeTables(tx);
    const [firstDay] = daysOfMonth(month);
    const violations = checkRates(wanted, (code) => tables.has('currency', code, firstDay));
    assertNoErrors(violations);
    // A month without rates has no row to lock: of two that put it at once, one must wait for the other's set.
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`customs_rate ${month}`]);
    const held = await this.of(tx, month);
    if (revision !== undefined) await assertRevision(tx, revision, asRevisedRates(month, held?.revision ?? 0));
    const rates = [...wanted].map(canonical).sort((a, b) => (a.currency < b.currency ? -1 : 1));
    if (held && isDeepStrictEqual(held.rates, rates)) return held;
    if (held && revision === undefined) throw refuse('precondition-required', 'if-match-missing');
    await this.write(tx, month, rates);
    const now = await this.of(tx, month);
    if (!now) throw new Error(`The rates of ${month} were written and are not there.`);
    await recordAudit(tx, this.clock, {
      action: 'rates.replaced',
      subjectType: 'rates',
      subjectId: month,
      detail: { before: held?.rates ?? null, after: rates },
      change: {
        ...{ resource: 'rates', from: held?.revision ?? 0, to: now.revision },
        changed: changedPointers({ rates: held?.rates }, { rates }),
      },
    });
    return now;
  }

  private async write(tx: Tx, month: Month, rates: readonly CurrencyRate[]): Promise<void> {
    const at = this.clock.now().toISOString();
    await tx.run('UPDATE customs_rate SET replaced_at = $2 WHERE month = $1 AND replaced_at IS NULL', [month, at]);
    await tx.run(
      `INSERT INTO customs_rate (id, month, currency, to_cny, to_usd, set_at)
       SELECT id, $2, currency, "toCny", "toUsd", $3
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, currency text, "toCny" numeric, "toUsd" numeric)`,
      [JSON.stringify(rates.map((rate) => ({ id: newId(), ...rate }))), month, at],
    );
  }
}

const asRevisedRates = (month: Month, revision: number) => ({ subjectId: month, resource: 'rates', revision });

const canonical = ({ currency, toCny, toUsd }: CurrencyRate): CurrencyRate => ({
  currency,
  toCny: plain(dec(toCny)),
  toUsd: plain(dec(toUsd)),
});

/** No row is ever removed, so their number counts the changes, whatever the clock says. */
const SELECT = `
  SELECT month, count(*)::int AS revision, max(set_at) FILTER (WHERE replaced_at IS NULL) AS "setAt",
    jsonb_agg(jsonb_build_object('currency', currency, 'toCny', trim_scale(to_cny)::text, 'toUsd', trim_scale(to_usd)::text)
      ORDER BY currency COLLATE "C") FILTER (WHERE replaced_at IS NULL) AS rates
  FROM customs_rate`;
