import { createHash } from 'node:crypto';

const MARK_LENGTH = 8;

/**
 * Content-Disposition of a file to be stored (RFC 6266): its name in UTF-8 and, for programs that read ASCII only, one that no other
 * name becomes: what cannot be written leaves a mark of the whole. A reference may hold what separates folders, so that goes in both.
 */
export function attachment(name: string, asciiName?: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cs}/\\:*?"<>|]+/gu, '-');
  return `attachment; filename="${asciiOf(asciiName ?? safe)}"; filename*=UTF-8''${encodeURIComponent(safe).replace(/['()*]/g, escaped)}`;
}

function asciiOf(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '-');
  if (plain === name) return name;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, MARK_LENGTH);
  const dot = plain.lastIndexOf('.');
  return dot < 0 ? `${plain}-${mark}` : `${plain.slice(0, dot)}-${mark}${plain.slice(dot)}`;
}

const escaped = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
