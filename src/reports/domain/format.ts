import { pointer, violation, type Violation } from '../../vocabulary/violation.js';

/** What a report is written as today. */
export const FORMATS = ['json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

const BY_MEDIA_TYPE: Readonly<Record<string, Format>> = {
  '*/*': 'json',
  'application/*': 'json',
  'application/json': 'json',
  'text/*': 'csv',
  'text/csv': 'csv',
};

/**
 * The format of an answer: `format=` if given, otherwise the first one the Accept header likes that there is. Asking for
 * one there is not is refused: a file in another format would be opened by a program that cannot read it.
 */
export function formatOf(
  format: string | undefined,
  accept: string | undefined,
  there: readonly Format[] = FORMATS,
): Format | Violation {
  const allowed = there.join(', ');
  if (format !== undefined) {
    const known = there.find((one) => one === format);
    return known ?? violation('format-unsupported', pointer('query', 'format'), { value: format, allowed });
  }
  if (accept === undefined || accept.trim() === '') return 'json';
  for (const type of byPreference(accept)) {
    const known = Object.hasOwn(BY_MEDIA_TYPE, type) ? BY_MEDIA_TYPE[type] : undefined;
    if (known !== undefined && there.includes(known)) return known;
  }
  return violation('format-unsupported', pointer('headers', 'accept'), { value: accept.slice(0, 100), allowed });
}

/** Media types of an Accept header, most wanted first; those with q=0 are not wanted. */
function byPreference(accept: string): string[] {
  return accept
    .slice(0, 1_000)
    .split(',')
    .map((part) => {
      const [type = '', ...options] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = /^q=([01](?:\.\d{1,3})?)$/.exec(options.find((option) => option.startsWith('q=')) ?? 'q=1')?.[1];
      return { type, quality: Number(quality ?? '0') };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ type }) => type);
}
