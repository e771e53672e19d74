import type { Instant } from '../../vocabulary/period.js';
import type { Violation } from '../../messages/refusals/violation.js';

/** A broker's answer to a warning, a fact. It names the warning by its parameters of that time, not by its pointer alone. */
export interface FindingAcknowledgement {
  readonly number: number;
  readonly code: string;
  readonly pointer: string;
  readonly params: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

type Said = Readonly<Record<string, string>> | undefined;

const sameParams = (one: Said = {}, other: Said = {}): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};

/**
 * The last answer to a warning, or null. A warning about another value is another warning: who accepted 140,000 USD has not
 * accepted 149,000. Errors cannot be answered.
 */
export const answerTo = (finding: Violation, all: readonly FindingAcknowledgement[]): FindingAcknowledgement | null => {
  if (finding.severity !== 'warning') return null;
  return all.reduce<FindingAcknowledgement | null>((last, each) => {
    const covers = each.code === finding.code && each.pointer === finding.pointer;
    if (!covers || !sameParams(each.params, finding.params)) return last;
    return last === null || each.number > last.number ? each : last;
  }, null);
};
