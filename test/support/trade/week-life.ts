import { recordAudits } from '../../../src/audit/audit.js';
import { SYSTEM } from '../../../src/platform/database/actor.js';
import { enterRuns } from '../../../src/periods/ledger/period-ledger.js';
import { Periods } from '../../../src/periods/periods.service.js';
import { postExports } from '../../../src/statistics/export-ledger.js';
import { type Day, instantAt, nextWeek, daysOfWeek, type Week, weekOf } from '../../../src/vocabulary/period.js';
import { Given } from './given.js';
import type { Office } from '../office.js';

export const MARKET = 'KQ-CTC';
export type Firm = 'brokerA' | 'brokerB';

/** What is known of a declaration of one item. Values are whole cents. */
export interface Life {
  readonly id: string;
  readonly firm: Firm;
  readonly filed: Day;
  released: Day | null;
  closed: Day | null;
  cancelled: Day | null;
  cents: bigint;
}

export const money = (cents: bigint): string => {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const usdOf = (cents: bigint): bigint => cents / 7n;
const itemOf = (cents: bigint) => ({ to: 'NGA', cny: money(cents), usd: money(usdOf(cents)) });

/** Declarations that live through weeks: rows and facts as the services leave them, at chosen times. */
export class WeekLife {
  private readonly given: Given;

  constructor(private readonly office: Office) {
    this.given = new Given(office);
  }

  async declare(life: Omit<Life, 'id' | 'cancelled'>): Promise<Life> {
    const { firm, filed, released, closed, cents } = life;
    const { id } = await this.given.declaration({
      ...{ broker: firm, filed: noon(filed), items: [itemOf(cents)] },
      ...(released === null ? {} : { released: noon(released) }),
      ...(closed === null ? {} : { closed: noon(closed) }),
    });
    return { ...life, id, cancelled: null };
  }

  /** Appends a closing, now. */
  async close(life: Life, day: Day): Promise<void> {
    life.closed = day;
    await this.given.closing(life.id, {
      filed: noon(life.filed),
      broker: life.firm,
      closed: noon(day),
      items: [itemOf(life.cents)],
    });
  }

  async amend(life: Life, cents: bigint): Promise<void> {
    const before = itemOf(life.cents);
    life.cents = cents;
    const { cny, usd } = itemOf(cents);
    await this.given.system(async (tx) => {
      await tx.run(
        `INSERT INTO declaration_version SELECT id, version, broker_id, '{}', '[]', $2::jsonb, NULL, $3 FROM declaration WHERE id = $1`,
        [
          life.id,
          JSON.stringify({ fobCny: before.cny, fobUsd: before.usd, usd: before.usd }),
          this.office.clock.now().toISOString(),
        ],
      );
      await tx.run(
        `INSERT INTO amendment SELECT id, version, broker_id, 'customs', 'amend', 'misdeclared', 'given', '{}', version, 'given', $2, 'given',
           'accepted', $2, 'given', NULL, version + 1 FROM declaration WHERE id = $1`,
        [life.id, this.office.clock.now().toISOString()],
      );
      const [{ version } = { version: 1 }] = await tx.rows<{ version: number }>(
        'UPDATE declaration SET version = version + 1 WHERE id = $1 RETURNING version - 1 AS version',
        [life.id],
      );
      const event = { subjectType: 'declaration', subjectId: life.id, detail: { amendment: version } };
      await recordAudits(
        tx,
        this.office.clock,
        ['amendment.asked', 'amendment.accepted'].map((action) => ({ ...event, action })),
      );
      await tx.run(
        'UPDATE declaration SET fob_cny = $2, fob_usd = $3, total_declared = $3, total_usd = $3, total_cny = $2 WHERE id = $1',
        [life.id, cny, usd],
      );
      await tx.run(
        'UPDATE declaration_item SET fob_cny = $2, fob_usd = $3, total_price = $3 WHERE declaration_id = $1',
        [life.id, cny, usd],
      );
      if (life.closed !== null) await this.post(tx, life, 'amendment');
    });
  }

  async cancel(life: Life, day: Day): Promise<void> {
    life.cancelled = day;
    await this.given.system(async (tx) => {
      await tx.run("UPDATE declaration SET status = 'cancelled', cancelled_at = $2 WHERE id = $1", [
        life.id,
        noon(day),
      ]);
      if (life.closed !== null) await this.post(tx, life, 'cancellation');
    });
  }

  /** Settles a week as the ledger does; the clock must be past its Monday. */
  async settle(week: Week): Promise<void> {
    const key = { kind: 'weekly-settlement', market: MARKET, period: week } as const;
    const dueAt = instantAt(daysOfWeek(nextWeek(week))[0], '06:00');
    await this.office.database.transaction(SYSTEM, (tx) => enterRuns(tx, [{ ...key, dueAt }]));
    await this.office.get(Periods).runNow(key);
  }

  private post(
    tx: Parameters<typeof postExports>[0],
    life: Life,
    cause: 'amendment' | 'cancellation',
  ): Promise<number> {
    const { cny, usd } = itemOf(life.cents);
    return postExports(tx, this.office.clock, [
      {
        ...{ declarationId: life.id, version: 1, cause, market: MARKET, currency: 'USD', transportMode: '2' },
        brokerId: this.office.people.organisations[life.firm],
        effectiveAt: life.cancelled === null ? this.office.clock.now().toISOString() : noon(life.cancelled),
        statDay: life.cancelled === null ? life.closed : null,
        items: [
          {
            itemNumber: 1,
            hsCode: '5407520090',
            name: '涤纶布',
            finalDestination: 'NGA',
            fobCny: cny,
            fobUsd: usd,
            netWeightKg: '10',
          },
        ],
      },
    ]);
  }
}

export const noon = (day: Day): string => instantAt(day, '12:00');

const later = (one: Week, other: Week): Week => (one > other ? one : other);

/** One movement of the model's ledger. */
interface Movement {
  readonly firm: Firm;
  readonly ofWeek: Week;
  readonly week: Week;
  readonly declarations: number;
  readonly cents: bigint;
  readonly usd: bigint;
}

/** The ledger in the plainest way: what holds of each declaration, and in which week each movement was posted. */
export class LedgerModel {
  readonly movements: Movement[] = [];
  private readonly current = new Map<string, { ofWeek: Week; week: Week; cents: bigint }>();
  readonly settled = new Set<Week>();

  /** Brings the ledger to what the declaration is now; `present` is the week it happens in, `since` the one from which it holds. */
  post({ id, firm, closed, cancelled, cents }: Life, present: Week, since: Week): void {
    const old = this.current.get(id);
    const wanted = closed !== null && cancelled === null ? { ofWeek: weekOf(closed), cents } : null;
    if (old && wanted && old.ofWeek === wanted.ofWeek && old.cents === wanted.cents) return;
    if (old) {
      this.movements.push({
        firm,
        ofWeek: old.ofWeek,
        week: this.open(later(old.week, since), present),
        declarations: -1,
        cents: -old.cents,
        usd: -usdOf(old.cents),
      });
      this.current.delete(id);
    }
    if (wanted) {
      const week = this.open(later(wanted.ofWeek, since), present);
      this.movements.push({ firm, ofWeek: wanted.ofWeek, week, declarations: 1, cents, usd: usdOf(cents) });
      this.current.set(id, { ...wanted, week });
    }
  }

  private open(own: Week, present: Week): Week {
    if (!this.settled.has(own)) return own;
    let week = present > own ? present : nextWeek(own);
    while (this.settled.has(week)) week = nextWeek(week);
    return week;
  }
}

export const sumsOf = (rows: readonly { declarations: number; cents: bigint; usd: bigint }[]) => ({
  declarations: rows.reduce((total, row) => total + row.declarations, 0),
  valueCny: money(rows.reduce((total, row) => total + row.cents, 0n)),
  valueUsd: money(rows.reduce((total, row) => total + row.usd, 0n)),
});
export const asRow = (cents: bigint) => ({ declarations: 1, cents, usd: usdOf(cents) });
