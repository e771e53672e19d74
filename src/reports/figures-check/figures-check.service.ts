import { Injectable, Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { recordAudit } from '../../audit/audit.js';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Metrics } from '../../platform/health/metrics.js';
import { publish } from '../../platform/outbox/outbox.js';
import { Every } from '../../platform/periodic-work.js';
import { Processor } from '../../platform/queue/job.js';
import { Clock } from '../../vocabulary/clock.js';
import { type Day, daysOfMonth, instantAt, monthOf, nextMonth } from '../../vocabulary/period.js';
import { checkFigures } from './check-figures.jobs.js';
import {
  daysWithFigures,
  type FigureDifference,
  differencesOfMonth,
  differencesOfStatements,
} from './figure-differences.query.js';

/** When nobody works, and after the day's last closings. */
const AT_NIGHT = '02:30';
const LOOK_EVERY_MS = 600_000;
const NAMED_MAX = 100;
const LOGGED_MAX = 10;

type LastCheck = Record<'differences' | 'seconds', string>;

/**
 * Every night holds the ledger against the items of what is closed, the rollups against the ledger, and the statements against both, and
 * raises an alarm where one cent differs: in the log, in two metrics and in the audit trail. A month is one transaction, which only reads.
 */
@Injectable()
@Processor(checkFigures)
export class FiguresCheck {
  private readonly log = new Logger('figures');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    const gauge = (name: string, help: string, of: keyof LastCheck): Gauge => {
      const made: Gauge = new Gauge({
        ...{ name, help, registers: [metrics.registry] },
        collect: () =>
          metrics.whileItAnswers(made, async () => {
            const last = await this.database.transaction(SYSTEM, lastCheck);
            if (last) made.set(Number(last[of]));
          }),
      });
      return made;
    };
    gauge(
      'loomgate_figures_differing',
      'Figures that the last nightly check found different from what is behind them. Anything but 0 is an alarm.',
      'differences',
    );
    gauge(
      'loomgate_figures_checked_timestamp_seconds',
      'When the figures were last checked: older than two days, nobody checks them.',
      'seconds',
    );
  }

  /** Publishes the check of a night once it has come, unless it waits, runs or is done. */
  @Every(LOOK_EVERY_MS, 'the figures were not checked')
  async publishIfDue(): Promise<void> {
    const day = this.clock.today();
    if (this.clock.now().toISOString() < instantAt(day, AT_NIGHT)) return;
    await this.database.transaction(SYSTEM, async (tx) => {
      const due = await tx.one<{ due: boolean }>(
        `SELECT NOT EXISTS (SELECT 1 FROM figures_check WHERE day = $1)
           AND NOT EXISTS (SELECT 1 FROM outbox WHERE job = $2 AND failed_at IS NULL) AS due`,
        [day, checkFigures.name],
      );
      if (due?.due) await publish(tx, checkFigures, { day });
    });
  }

  /** Checks, and keeps what was found. Called twice, the first result of a night stays. */
  async process({ day }: { readonly day: Day }): Promise<{ differences: number }> {
    const found = await this.check();
    if (found.length > 0) this.log.error(`${found.length} figures differ from what is behind them`);
    for (const difference of found.slice(0, LOGGED_MAX)) this.log.error(lineOf(difference));
    await this.database.transaction(SYSTEM, async (tx) => {
      const recorded = await tx.run(
        `INSERT INTO figures_check (day, checked_at, differences, found) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        [day, this.clock.now().toISOString(), found.length, JSON.stringify(found.slice(0, NAMED_MAX))],
      );
      if (recorded === 0 || found.length === 0) return;
      await recordAudit(tx, this.clock, {
        ...{ action: 'figures.differ', subjectType: 'figures-check', subjectId: day },
        detail: { differences: found.length, first: found[0] },
      });
    });
    return { differences: found.length };
  }

  /** Every figure that differs now. A month after the other, so that memory and snapshots stay as small as a month. */
  async check(): Promise<FigureDifference[]> {
    const days = await this.database.transaction(SYSTEM, daysWithFigures);
    if (!days) return [];
    const found: FigureDifference[] = [];
    for (let month = monthOf(days[0]); month <= monthOf(days[1]); month = nextMonth(month))
      found.push(...(await this.database.transaction(SYSTEM, (tx) => differencesOfMonth(tx, daysOfMonth(month)))));
    found.push(...(await this.database.transaction(SYSTEM, differencesOfStatements)));
    return found;
  }
}

const lineOf = ({ figure, period, market, of, valueCny, valueUsd, netWeightKg, declarations }: FigureDifference) =>
  `${figure} ${period} ${market} ${of} differs by ${valueCny} CNY, ${valueUsd} USD, ${netWeightKg} kg, ${declarations} declarations`;

const lastCheck = (tx: Tx): Promise<LastCheck | null> =>
  tx.one<LastCheck>(
    `SELECT differences::text, extract(epoch FROM checked_at)::text AS seconds FROM figures_check ORDER BY day DESC LIMIT 1`,
  );
