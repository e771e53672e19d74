import { figureChanges } from './domain/figure-changes.js';
import type { ExcludedFirm } from './domain/statement.js';
import type { ReasonOf, StatementDifference } from './revision-reasons.query.js';
import type { FrozenStatement } from './frozen-statements.query.js';
import type { ComputedStatement } from './computed-statements.query.js';

/**
 * What is open cannot be counted: that is why there is nothing to compare, not that the firm has nothing any more. The market's
 * figures lack what its firms lack.
 */
export function excludedNow(excluded: readonly ExcludedFirm[]): ReasonOf[] {
  const failed = excluded.filter(({ reason }) => reason === 'open-items-failed');
  if (failed.length === 0) return [];
  const reasonFor = (broker: string | null, declarations: number): ReasonOf => ({
    ...{ broker, kind: 'excluded', name: 'open-items-failed', bookedIn: null, declarations },
    ...{ valueCny: null, valueUsd: null },
  });
  const firms = failed.flatMap(({ broker, declarations }) => (broker === null ? [] : reasonFor(broker, declarations)));
  return [
    reasonFor(
      null,
      failed.reduce((sum, { declarations }) => sum + declarations, 0),
    ),
    ...firms,
  ];
}

export function statementDifferences(
  frozen: readonly FrozenStatement[],
  computed: readonly ComputedStatement[],
  reasons: readonly ReasonOf[],
): StatementDifference[] {
  const before = new Map(frozen.map((one) => [one.broker, one]));
  const after = new Map(computed.map((one) => [one.broker, one]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((broker) => {
    const [was, is] = [before.get(broker), after.get(broker)];
    const changes = figureChanges(was?.statement ?? null, is ? { ...is.figures, lines: is.lines } : null);
    if (was?.digest === is?.digest || changes.length === 0) return [];
    return {
      broker,
      brokerName: was?.brokerName ?? is?.brokerName ?? null,
      frozenDigest: was?.digest ?? null,
      digest: is?.digest ?? null,
      changes,
      reasons: reasons.filter((one) => one.broker === broker).map(({ broker: _, ...rest }) => rest),
    };
  });
}
