import { isUscc } from '../vocabulary/identifiers/uscc.js';

const SHOWN = 4;
const FIELD = 'documentNumber';
/** Kinds of numbers that anybody may look up: a firm's code, and the name where there is no number. */
const OPEN_KINDS = new Set(['USCC', 'name', 'NAME']);
/** The form of a resident identity number, also where nobody has said that it is one. */
const RESIDENT = /^\d{17}[\dX]$/;
/** The audit trail holds numbers that are masked already. */
const MASKED = /^\*{3,}[^*]{0,4}$/;
const POINTERS = ['/buyer/documentNumber', '/principal/id'];
const VALUES = ['value', 'before', 'after', 'from', 'to'];

/** The number of a person's or a foreign firm's document as those see it who need it to compare, not to use: its last four characters. */
export const maskNumber = (number: string): string =>
  MASKED.test(number)
    ? number
    : '*'.repeat(Math.max(number.length - SHOWN, Math.min(number.length, SHOWN))) +
      (number.length > SHOWN ? number.slice(-SHOWN) : '');

/**
 * An answer with its document numbers masked, wherever they stand: as a buyer's, as the number of a typed identity, and as the value that a
 * pointer names. What holds none is the same object.
 */
export function withMaskedNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return mapped(value, withMaskedNumbers);
  if (value === null || typeof value !== 'object' || !isPlain(value)) return value;
  const record = value as Record<string, unknown>;
  const entries = Object.entries(record);
  let isChanged = false;
  const masked = entries.map(([key, inner]): [string, unknown] => {
    const next = isNumberOf(record, key) && typeof inner === 'string' ? maskNumber(inner) : withMaskedNumbers(inner);
    if (next !== inner) isChanged = true;
    return [key, next];
  });
  return isChanged ? Object.fromEntries(masked) : value;
}

function isNumberOf(record: Readonly<Record<string, unknown>>, key: string): boolean {
  if (key === FIELD) return true;
  const { idType, pointer } = record;
  const isResident = RESIDENT.test(String(record[key])) && !isUscc(String(record[key]));
  if (key === 'id') return isResident || (typeof idType === 'string' && !OPEN_KINDS.has(idType));
  if (typeof pointer !== 'string' || !POINTERS.includes(pointer) || !VALUES.includes(key)) return false;
  return pointer !== '/principal/id' || !isUscc(String(record[key]));
}

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return (
    prototype === null ||
    prototype === Object.prototype ||
    !(Symbol.iterator in value || 'pipe' in value || value instanceof Date)
  );
};

function mapped(list: readonly unknown[], change: (one: unknown) => unknown): readonly unknown[] {
  const changed = list.map(change);
  return changed.some((one, index) => one !== list[index]) ? changed : list;
}
