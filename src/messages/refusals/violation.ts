import { render, seeOf, sourceOf, type MessageCode } from '../index.js';
import type { Language } from '../../vocabulary/language.js';
import { groupBy } from '../../vocabulary/group-by.js';

/** An `error` blocks submission, a `warning` deserves a look. */
export type Severity = 'error' | 'warning';

/** The name of a rule; its texts are in this folder. */
export type ViolationCode = MessageCode;

/**
 * One breach of one rule: the same shape for form, API, spreadsheet row and job. It carries no text: `renderViolation`
 * writes it in the reader's language, so that a stored finding can still be read in the other one.
 */
export interface Violation {
  code: ViolationCode;
  severity: Severity;
  /** JSON pointer (RFC 6901) into the input; "" is the whole of it. */
  pointer: string;
  params?: Record<string, string>;
}

/** Notes a breach at a place. `params` fill the placeholders of the message. */
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

/** A violation as a reader gets it: what the contract shows of it, in one language. */
export interface RenderedViolation {
  code: ViolationCode;
  severity: Severity;
  pointer: string;
  message: string;
  remedy: string;
  /** The announcement or article the rule comes from; left out where the message names no source (most wrong shapes explain themselves). */
  source?: string;
  /** Where the service helps further, as an address relative to that of the declaration: `split-proposal`. */
  see?: string;
}

const PARAMETER = /^\/(?:query|path|headers)\//;

/**
 * Renders a violation. Texts that name the field take it from the pointer: "name" alone could be the consignor's, the
 * buyer's or that of goods, so a given `field` is only used where the pointer does not end in it.
 */
export const renderViolation = (found: Violation, language: Language): RenderedViolation => {
  const { code, severity, pointer: place, params } = found;
  const path = place.replace(/^\//, '').replaceAll('~1', '/').replaceAll('~0', '~');
  const given = params?.['field'] ?? '';
  const field = given === '' || path === given || path.endsWith(`/${given}`) ? path : given;
  // What a rule of declarations is drawn from says nothing of a parameter of a question.
  const source = PARAMETER.test(place) ? null : sourceOf(code, language, place);
  const see = seeOf(code);
  const texts = render(code, { ...params, field }, language);
  return {
    code,
    severity,
    pointer: place,
    ...texts,
    ...(source === null ? {} : { source }),
    ...(see === null ? {} : { see }),
  };
};

/**
 * Breaches after which nothing else can be said about the value at their pointer or inside it. Of several at one pointer
 * the one with the lowest rank explains the others: what is missing has no type, what has the wrong type no length.
 */
const NOTHING_TO_READ: Partial<Record<ViolationCode, number>> = {
  'required-missing': 0,
  'field-unknown': 1,
  'type-wrong': 1,
  'text-empty': 2,
  'text-too-long': 2,
  'text-forbidden-character': 2,
  'decimal-invalid': 2,
  'integer-invalid': 2,
  'boolean-invalid': 2,
  'enum-invalid': 2,
  'text-form-wrong': 2,
  'day-invalid': 2,
  'week-invalid': 2,
  'month-invalid': 2,
  'instant-invalid': 2,
  'id-invalid': 2,
};

/** For each cause, the breaches that exist only because of it at the same pointer. */
const FOLLOWS_AT_SAME_PLACE: Partial<Record<ViolationCode, readonly ViolationCode[]>> = {
  'ceiling-exceeded': ['near-ceiling'],
  'hs-code-invalid': ['hs-code-ineligible', 'hs-code-unknown'],
  'office-unknown': ['office-not-of-market'],
  'unit-unknown': ['legal-unit-wrong'],
  'currency-unknown': ['rate-missing'],
};

type ErrorsByPlace = ReadonlyMap<string, readonly Violation[]>;

const errorsByPlace = (list: readonly Violation[]): Map<string, Violation[]> =>
  groupBy(
    list.filter(({ severity }) => severity === 'error'),
    ({ pointer: place }) => place,
  );

const nothingToReadAt = (place: string, errors: ErrorsByPlace): boolean =>
  errors.get(place)?.some(({ code }) => NOTHING_TO_READ[code] !== undefined) ?? false;

const isConsequence = ({ code, pointer: place }: Violation, errors: ErrorsByPlace): boolean => {
  const ownRank = NOTHING_TO_READ[code] ?? Infinity;
  for (const { code: cause } of errors.get(place) ?? []) {
    if (FOLLOWS_AT_SAME_PLACE[cause]?.includes(code)) return true;
    if ((NOTHING_TO_READ[cause] ?? Infinity) < ownRank) return true;
  }
  // Without goods no container can name an existing line: one finding a container would bury the cause.
  if (code === 'goods-line-unknown' && nothingToReadAt('/goods', errors)) return true;
  // Looked up from each place upwards, not pair by pair: two thousand bad lines would make millions of pairs.
  for (let end = place.lastIndexOf('/'); end >= 0; end = place.lastIndexOf('/', end - 1)) {
    if (nothingToReadAt(place.slice(0, end), errors)) return true;
    if (end === 0) break;
  }
  return false;
};

/**
 * Leaves out what exists only because of something else in the list: an unreadable or missing value is reported once, not
 * again by every rule that would have looked at it. Order stays, exact repeats go, and of a non-empty list something
 * always remains.
 */
export const foldConsequential = (list: readonly Violation[]): Violation[] => {
  const errors = errorsByPlace(list);
  const seen = new Set<string>();
  return list.filter((found) => {
    const key = JSON.stringify([found.code, found.severity, found.pointer, found.params ?? null]);
    if (seen.has(key) || isConsequence(found, errors)) return false;
    seen.add(key);
    return true;
  });
};
