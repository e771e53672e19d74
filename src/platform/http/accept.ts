import Negotiator from 'negotiator';
import { type Refusal, refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';

/** The formats in which answers are written, with the media type of each. */
export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  'sdmx-csv': 'application/vnd.sdmx.data+csv',
  parquet: 'application/vnd.apache.parquet',
} as const;
export type Format = keyof typeof MEDIA_TYPES;

/** Nobody writes a longer one by hand or by program; it is read up to here. */
const HEADER_CHARACTERS = 1_000;

/**
 * What a range says beside its type and its weight. All answers are UTF-8 and there is one form of each type: `text/csv; charset=utf-8`,
 * which is how the answer names itself, is no other type than `text/csv`.
 */
const PARAMETER = /;\s*(?!q\s*=)[\w!#$%&'*+.^`|~-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^;,"\s]*)/gi;

/** Which of the offered media types an Accept header wants most, by its q-values; the first where it does not say, null for none. */
export function preferredMediaType(accept: string | undefined, offered: readonly string[]): string | null {
  const header = (accept ?? '').slice(0, HEADER_CHARACTERS).replace(PARAMETER, '').trim();
  if (header === '') return offered[0] ?? null;
  return new Negotiator({ headers: { accept: header } }).mediaType([...offered]) ?? null;
}

/**
 * The format of an answer: the one that `format=` names, otherwise the one the Accept header wants most of those there are,
 * the first where it does not say. A format there is not is refused: a file in another would be opened by a program that
 * cannot read it.
 */
export function formatAskedFor<F extends Format>(
  { format, accept }: { format?: string | undefined; accept?: string | undefined },
  offered: readonly F[],
): F {
  const allowed = offered.join(', ');
  if (format !== undefined) {
    const named = offered.find((one) => one === format);
    if (named) return named;
    const params = { value: format.slice(0, 40), allowed };
    throw refuseAt(pointer('query', 'format'), 'malformed', 'format-unsupported', params);
  }
  const wanted = preferredMediaType(
    accept,
    offered.map((one) => MEDIA_TYPES[one]),
  );
  const found = offered.find((one) => MEDIA_TYPES[one] === wanted);
  if (!found) throw notAcceptable(accept ?? '', allowed);
  return found;
}

/** 406: none of the media types that are accepted can be given. */
export function notAcceptable(accept: string, allowed: string): Refusal {
  const params = { value: accept.slice(0, 100), allowed };
  return refuseAt(pointer('headers', 'accept'), 'not-acceptable', 'not-acceptable', params);
}
