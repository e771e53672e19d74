/**
 * JSON in the one form of RFC 8785 (JSON Canonicalization Scheme): members sorted by the UTF-16 units of their names, no white space,
 * strings and numbers as ECMAScript writes them. Two programs that encode the same value get the same bytes (UTF-8).
 */
export function rfc8785Json(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(rfc8785Json).join(',')}]`;
  const record = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(record)
    .filter((name) => record[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${rfc8785Json(record[name])}`);
  return `{${members.join(',')}}`;
}
