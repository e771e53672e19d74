export interface Violation {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly pointer: string;
  readonly message: string;
  readonly remedy?: string | null;
}

export interface CurrentState {
  readonly revision: number;
  readonly changedBy?: string | null;
  readonly changedAt?: string | null;
  readonly changed?: readonly string[];
}

/** RFC 9457, as every route of the service refuses. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
  readonly remedy?: string;
  readonly requestId?: string;
  readonly violations?: readonly Violation[];
  readonly violationsTotal?: number;
  readonly current?: CurrentState;
}

/** The service has answered with a refusal. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds: number | null,
  ) {
    super(problem.detail ?? problem.title);
  }

  get status(): number {
    return this.problem.status;
  }

  get violations(): readonly Violation[] {
    return this.problem.violations ?? [];
  }
}

/** Nothing came back: the network, or the service, is away. */
export class NetworkError extends Error {}

export async function problemFrom(response: Response): Promise<ProblemError> {
  const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  const requestId = response.headers.get('X-Request-Id') ?? '';
  const fallback = { title: `HTTP ${response.status}`, status: response.status, code: 'unexpected', requestId };
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return new ProblemError({ ...fallback, ...body }, Number.isNaN(seconds) ? null : seconds);
}

export const isProblem = (error: unknown, status?: number): error is ProblemError =>
  error instanceof ProblemError && (status === undefined || error.status === status);

/** The texts of each field, by its JSON pointer. */
export function byPointer(violations: readonly Violation[]): ReadonlyMap<string, readonly Violation[]> {
  const found = new Map<string, Violation[]>();
  for (const violation of violations)
    found.set(violation.pointer, [...(found.get(violation.pointer) ?? []), violation]);
  return found;
}
