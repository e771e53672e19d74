import { type Violation, violation } from '../../vocabulary/violation.js';

/** What a statement is written as, with the media type of each. */
export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;
export type Format = keyof typeof MEDIA_TYPES;
export const FORMATS = Object.keys(MEDIA_TYPES) as Format[];

/** The format asked for by name, otherwise the first the Accept header names that there is; JSON when it does not say. */
export function formatOf(format: string | undefined, accept: string | undefined): Format | Violation {
  const named = FORMATS.find((known) => known === format);
  if (named) return named;
  const wanted = (accept ?? '*/*')
    .slice(0, 1_000)
    .split(',')
    .map((part) => part.split(';').map((text) => text.trim().toLowerCase()))
    .filter(([, ...options]) => !options.some((option) => /^q=0(\.0*)?$/.test(option)))
    .map(([type = '']) => (['*/*', 'application/*', ''].includes(type) ? 'application/json' : type));
  const known = FORMATS.find(
    (one) => MEDIA_TYPES[one] === wanted.find((type) => FORMATS.some((of) => MEDIA_TYPES[of] === type)),
  );
  const params = { value: (accept ?? '').slice(0, 100), allowed: FORMATS.join(', ') };
  return known ?? violation('format-unsupported', '/headers/accept', params);
}
