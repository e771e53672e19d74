import { createHash } from 'node:crypto';

/** Letters that need no other spelling in a header: RFC 5987, `attr-char`. */
const PLAIN = /[^A-Za-z0-9!#$&+.^_`|~-]/g;

/**
 * `Content-Disposition` of a file that is saved under a name (RFC 6266): a name of ASCII for every program, and the one that people
 * read, where it has other characters.
 */
export function attachment(ascii: string, readable = ascii): string {
  const named = `attachment; filename="${ascii.replace(/[^\x20-\x7e]|["\\/]/g, '_')}"`;
  if (readable === ascii) return named;
  const encoded = encodeURIComponent(readable).replace(/%[0-9A-F]{2}|[^%]/g, (each) =>
    each.length === 1 ? each.replace(PLAIN, (other) => `%${other.charCodeAt(0).toString(16).toUpperCase()}`) : each,
  );
  return `${named}; filename*=UTF-8''${encoded}`;
}

const MARK_LENGTH = 8;

/**
 * The same under a name that somebody has given, as a reference is: where ASCII cannot write it, a mark of the whole keeps it apart from every other one.
 * What separates folders stands in neither.
 */
export function attachmentNamed(given: string): string {
  const readable = given.replace(/[\p{Cc}\p{Cs}/\\:*?"<>|]+/gu, '-');
  const plain = readable.replace(/[^\w.-]+/g, '-');
  if (plain === readable) return attachment(plain);
  const mark = createHash('sha256').update(readable).digest('hex').slice(0, MARK_LENGTH);
  const dot = plain.lastIndexOf('.');
  return attachment(dot < 0 ? `${plain}-${mark}` : `${plain.slice(0, dot)}-${mark}${plain.slice(dot)}`, readable);
}
