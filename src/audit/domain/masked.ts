/** Pointers and names of fields that hold the number of a person's document, whatever of it stands beside them. */
const DOCUMENT_FIELD = /^documentNumber$/;
const DOCUMENT_POINTER = /\/(buyer\/documentNumber|principal\/id)$/;
/** A firm's code is public. */
const FIRM = 'USCC';
/** What stands beside a pointer and is a value of that field. */
const VALUES = new Set(['value', 'before', 'after', 'from', 'to', 'given']);

/** The number of a document so that it can be recognised by who knows it, and by nobody else: its last two characters. */
export const maskedNumber = (number: string): string => `***${number.slice(-2)}`;

/**
 * What an audit entry may say of a document: numbers of buyers' documents and of principals that are no firms are masked, wherever
 * they stand in it. The trail is read by people who may not see them, and cannot be changed later.
 */
export function maskedPersonal(value: unknown, name = ''): unknown {
  if (typeof value === 'string')
    return DOCUMENT_FIELD.test(name) || DOCUMENT_POINTER.test(name) ? maskedNumber(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each) => maskedPersonal(each, name));
  const record = value as Readonly<Record<string, unknown>>;
  const isPerson = name.endsWith('principal') && record['idType'] !== FIRM && typeof record['id'] === 'string';
  const pointer = typeof record['pointer'] === 'string' && DOCUMENT_POINTER.test(record['pointer']);
  return Object.fromEntries(
    Object.entries(record).map(([key, each]) => [
      key,
      typeof each === 'string' && ((isPerson && key === 'id') || (pointer && VALUES.has(key)))
        ? maskedNumber(each)
        : maskedPersonal(each, key),
    ]),
  );
}
