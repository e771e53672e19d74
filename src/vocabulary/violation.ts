import type { CatalogueCode } from './catalogue/index.js';

/** An `error` blocks submission, a `warning` deserves a look. */
export type Severity = 'error' | 'warning';

/** The name of a rule; its texts stand in the catalogue. */
export type ViolationCode = CatalogueCode;

/**
 * One breach of one rule: the same shape for form, API, spreadsheet row and job. It carries no text: the catalogue
 * renders it in the reader's language, so that a stored finding can still be read in the other one.
 */
export interface Violation {
  code: ViolationCode;
  severity: Severity;
  /** JSON pointer (RFC 6901) into the input; "" is the whole of it. */
  pointer: string;
  params?: Record<string, string>;
}

/** Notes a breach at a place. `params` fill the placeholders of the catalogue's texts. */
export const violation = (
  code: ViolationCode,
  pointer: string,
  params?: Record<string, string>,
  severity: Severity = 'error',
): Violation => ({ code, severity, pointer, ...(params === undefined ? {} : { params }) });

/** A JSON pointer from its segments; `~` and `/` inside a segment are escaped, an array index is zero-based. */
export const pointer = (...segments: (string | number)[]): string =>
  segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Whether anything in the list blocks submission. */
export const hasErrors = (list: readonly Violation[]): boolean => list.some(({ severity }) => severity === 'error');

/** Breaches after which nothing else can be said about the value at their pointer or inside it. */
const NOTHING_TO_READ: ReadonlySet<ViolationCode> = new Set<ViolationCode>([
  'required-missing',
  'type-wrong',
  'field-unknown',
  'text-empty',
  'text-too-long',
  'text-forbidden-character',
  'decimal-invalid',
  'integer-invalid',
  'boolean-invalid',
  'enum-invalid',
  'day-invalid',
  'week-invalid',
  'month-invalid',
  'instant-invalid',
  'id-invalid',
]);

/** For each cause, the breaches that exist only because of it at the same pointer. */
const FOLLOWS_AT_SAME_PLACE: Partial<Record<ViolationCode, readonly ViolationCode[]>> = {
  'ceiling-exceeded': ['near-ceiling'],
  'hs-code-invalid': ['hs-code-ineligible'],
  'currency-unknown': ['rate-missing'],
};

const isInside = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`);

const causes = (cause: Violation, effect: Violation): boolean => {
  if (cause === effect || cause.severity !== 'error') return false;
  const samePlace = cause.pointer === effect.pointer;
  if (samePlace && FOLLOWS_AT_SAME_PLACE[cause.code]?.includes(effect.code)) return true;
  if (!NOTHING_TO_READ.has(cause.code)) return false;
  // Without goods no container can name an existing line: telling it once a container would bury the cause.
  if (cause.pointer === '/goods' && effect.code === 'goods-line-unknown') return true;
  return isInside(effect.pointer, cause.pointer) && !(samePlace && NOTHING_TO_READ.has(effect.code));
};

/**
 * Leaves out what exists only because of something else in the list: an unreadable or missing value is told once, not
 * again by every rule that would have looked at it. Order is kept, exact repeats go, and of a non-empty list something
 * always remains.
 */
export const foldConsequential = (list: readonly Violation[]): Violation[] => {
  const roots = list.filter((effect) => !list.some((cause) => causes(cause, effect)));
  const seen = new Set<string>();
  return roots.filter(({ code, severity, pointer: place, params }) => {
    const key = JSON.stringify([code, severity, place, params ?? null]);
    return !seen.has(key) && seen.add(key);
  });
};
