/** A key as people hold it: `lg_<id without hyphens>_<secret>`. The id finds the row, the secret proves it. */
export interface Credential {
  readonly id: string;
  readonly secret: string;
}

const KEY = /^lg_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

export function parseCredential(text: string): Credential | null {
  const parts = KEY.exec(text);
  if (!parts) return null;
  return { id: parts.slice(1, 6).join('-'), secret: parts[6] ?? '' };
}

export const credentialText = (id: string, secret: string): string => `lg_${id.replace(/-/g, '')}_${secret}`;

/** The key in an Authorization header: Bearer, or Basic with the key as password (Excel's Power Query can do nothing else). */
export function secretFrom(header: string | undefined): string | null {
  const [scheme, value] = (header ?? '').split(/\s+/, 2);
  if (!scheme || !value) return null;
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return null;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : text.slice(colon + 1);
}
