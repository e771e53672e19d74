import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { recordEvents } from '../domain-events/record-events.js';
import type { Market } from '../markets/domain/market.js';
import { refuseAt } from '../messages/refusals/refusal.js';
import { firmsIn } from '../open-items/failing-firms.query.js';
import { openItemTables } from '../open-items/open-items.query.js';
import { WEEK } from '../periods/domain/period-unit.js';
import {
  type ContentAsked,
  type FrozenPeriod,
  type Isolation,
  type PeriodDeclaration,
  PeriodKind,
  type PeriodToFreeze,
  type RevisedPeriod,
} from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { closeWeek } from '../statistics/settlement-weeks.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import type { Instant, Week } from '../vocabulary/period.js';
import { settlementDueAt } from './domain/due.js';
import type { ExcludedFirm, Statement } from './domain/statement.js';
import { reasonsSince } from './revision-reasons.query.js';
import { frozenStatements, marketFigures } from './frozen-statements.query.js';
import { freezeStatements } from './frozen-statements.repository.js';
import { statementDifferences, excludedNow } from './statement-differences.js';
import { computeStatements } from './computed-statements.query.js';
import { judgeOpenItems, openItemsOf, type WeekQuestion } from './week-sums.query.js';

/** A statement with its lines, as a preview shows it; broker null is the market's. */
type Shown = Statement & {
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly digest: string;
};

/** 周结: on Monday the ISO week before is closed and stated, per firm and for the market. */
@Injectable()
@PeriodKind('weekly-settlement')
export class WeeklySettlement implements PeriodDeclaration {
  readonly unit = WEEK;
  readonly includesLater = true;
  readonly isolation: Isolation = {
    firms: (tx, period) => firmsIn(tx, openItemTables(openItemsOf(questionOf(period)))),
    judge: (tx, period, firms) => judgeOpenItems(tx, questionOf(period), firms),
  };

  constructor(private readonly clock: Clock) {}

  dueAt({ settings }: Market, week: Week): Instant {
    return settlementDueAt(week, settings);
  }

  /** Before anything is read: a writer that holds the week commits first, every later one finds it closed. */
  async close(tx: Tx, { key, now }: PeriodToFreeze): Promise<void> {
    await closeWeek(tx, key.market, key.period, now);
  }

  /** States the market and every firm; where only some firms are asked for, those that have no statement yet. */
  async freeze(tx: Tx, period: PeriodToFreeze): Promise<FrozenStatementsOfWeek> {
    const { market, period: week } = period.key;
    const { statements, digest, ids, excluded } = await freezeStatements(tx, questionOf(period));
    const { closed, adjustments } = (await marketFigures(tx, market, week)) ?? {};
    const content = async (asked: ContentAsked) => {
      const frozen = await frozenStatements(tx, market, week, []);
      return contentOf(
        frozen.flatMap(({ statement, broker, brokerName, digest }) =>
          statement ? { broker, brokerName, digest, ...statement } : [],
        ),
        asked,
      );
    };
    return { result: { statements, closed, adjustments }, digest, excluded: excluded.map(exclusionOf), ids, content };
  }

  /** Makes the statements again from what is known now; where they differ from the frozen ones, which stay. */
  async revise(tx: Tx, period: PeriodToFreeze): Promise<RevisedPeriod> {
    const { market, period: week } = period.key;
    const { statements, excluded } = await computeStatements(tx, { ...questionOf(period), asKnownNow: true });
    const digests = statements.map(({ digest }) => digest);
    const frozen = await frozenStatements(tx, market, week, digests);
    const frozenAt = frozen[0]?.finishedAt ?? period.now;
    const reasons = [...(await reasonsSince(tx, { market, week, frozenAt })), ...excludedNow(excluded)];
    const differences = statementDifferences(frozen, statements, reasons);
    const shown = statements.map(({ figures, ...statement }) => ({ ...statement, ...figures }));
    return {
      id: newId(),
      result: { statements: statements.length },
      digest: createHash('sha256').update(digests.join('\n'), 'utf8').digest('hex'),
      excluded: excluded.map(exclusionOf),
      difference: { statements: differences.length },
      differences,
      content: (asked) => Promise.resolve(contentOf(shown, asked)),
    };
  }

  async record(tx: Tx, { key, firms }: PeriodToFreeze, frozen: FrozenStatementsOfWeek): Promise<void> {
    const { statements } = frozen.result;
    if (firms === null) {
      await recordAudit(tx, this.clock, {
        action: 'settlement.finished',
        subjectType: 'settlement-week',
        subjectId: `${key.market} ${key.period}`,
        detail: { statements, excluded: frozen.excluded.length, digest: frozen.digest },
      });
    }
    const events = frozen.ids.map((id) => ({ type: 'settlement.finished' as const, subjectId: id, data: {} }));
    await recordEvents(tx, this.clock, events);
  }
}

interface FrozenStatementsOfWeek extends FrozenPeriod {
  readonly ids: readonly string[];
}

const questionOf = ({ market, key, now, failing }: PeriodToFreeze): WeekQuestion => ({
  ...{ market, week: key.period, now, failing, asKnownNow: false },
});

const exclusionOf = ({ broker, reason, ...figures }: ExcludedFirm) => ({ broker, reason, figures });

/** The statement of the market, or of the firm asked for, and every firm's figures without lines. */
function contentOf(statements: readonly Shown[], { broker }: ContentAsked) {
  const statement = statements.find((one) => one.broker === broker);
  if (!statement) {
    throw refuseAt('/query/broker', 'malformed', 'not-found', { what: 'broker', value: broker ?? '' });
  }
  const firms = statements.filter((one) => one.broker !== null).map(({ lines: _, ...figures }) => figures);
  return { statement, firms };
}
