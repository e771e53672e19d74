import { render, type MessageCode } from '../index.js';
import { hasErrors, type Violation, violation } from './violation.js';

/** Every way the service says no, with the HTTP status of each. A closed set: a new kind is a change of the contract. */
export const REFUSAL_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'timed-out': 408,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'unsupported-media': 415,
  'rule-broken': 422,
  'precondition-required': 428,
  'too-many': 429,
  'headers-too-large': 431,
  unavailable: 503,
} as const;

export type RefusalKind = keyof typeof REFUSAL_STATUS;
export type RefusalCode = MessageCode;

/** The state that a change does not build on: who made it when, and where it differs from the one that the change builds on. */
export interface CurrentState {
  readonly revision: number;
  /** Null where nobody has noted it. */
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  /** JSON pointers; the empty one, which is the whole document, where it is not known. */
  readonly changed: readonly string[];
}

/** An expected "no": thrown by services, turned into a problem document at the edge. In a job it is final, never retried. */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly code: RefusalCode,
    readonly params: Readonly<Record<string, string>> = {},
    readonly violations: readonly Violation[] = [],
    /** What is there instead of the state that a stale change builds on. */
    readonly current: CurrentState | null = null,
  ) {
    super(`${code}: ${render(code, params, 'en').message}`);
    this.name = 'Refusal';
  }

  get status(): number {
    return REFUSAL_STATUS[this.kind];
  }
}

/** Makes a refusal; the caller throws it, so that the compiler sees where a function ends. */
export const refuse = (
  kind: RefusalKind,
  code: RefusalCode,
  params: Readonly<Record<string, string>> = {},
  violations: readonly Violation[] = [],
): Refusal => new Refusal(kind, code, params, violations);

/** A refusal for one breach at one place, which is all that is wrong. */
export const refuseAt = (
  pointer: string,
  kind: RefusalKind,
  code: RefusalCode,
  params?: Readonly<Record<string, string>>,
): Refusal => refuse(kind, code, params, [violation(code, pointer, params)]);

/** A refusal for findings; the first error names the problem. */
export function refuseFor(kind: RefusalKind, findings: readonly Violation[]): Refusal {
  const errors = findings.filter(({ severity }) => severity === 'error');
  // What only deserves a look has stopped nothing: among the reasons of a refusal it would hide them.
  const reasons = errors.length > 0 ? errors : findings;
  const [first] = reasons;
  if (!first) throw new Error('A refusal needs a finding.');
  return refuse(kind, first.code, first.params, reasons);
}

/** Refuses where a finding is an error; warnings alone stop nothing. */
export function assertNoErrors(findings: readonly Violation[], kind: RefusalKind = 'rule-broken'): void {
  if (hasErrors(findings)) throw refuseFor(kind, findings);
}
