/** What a document says at JSON pointers, by the pointer; null where it says nothing. */
export const valuesAt = (document: unknown, pointers: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(pointers.map((pointer) => [pointer, valueAt(document, pointer)]));

function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const segment of pointer.split('/').slice(1)) {
    if (value === null || typeof value !== 'object') return null;
    value = (value as Readonly<Record<string, unknown>>)[segment.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value ?? null;
}
