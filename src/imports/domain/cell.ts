import { halfWidth } from '../../vocabulary/text.js';
import type { ViolationCode } from '../../messages/refusals/violation.js';
import type { CellKind } from './column.js';
import type { Delimiter } from './csv.js';
import { CODE_OF, yesOrNo } from './names.js';

/** What a cell says, and what its reader has to know. What cannot be read stays text, for the shape check to name. */
export interface ReadCell {
  readonly value: unknown;
  /** Read otherwise than it is written, in a way that may be wrong. */
  readonly readAs?: { readonly code: ViolationCode; readonly params: Record<string, string> };
  /** Nothing can be made of it, though the rules would take it. */
  readonly fault?: { readonly code: ViolationCode; readonly params: Record<string, string> };
}

/** A spreadsheet shows a long number like this and saves what it shows: the digits behind are lost. */
const SCIENTIFIC = /^\d(?:\.\d+)?E[+-]?\d{1,3}$/i;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const WHOLE = /^(\d{1,9})(?:\.0+)?$/;
/** The year first: whether 03/04/2021 is in March or in April is not guessed. */
const DAY = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?$/;
const DAY_OF_EIGHT = /^(20\d{2})(\d{2})(\d{2})$/;

/** Reads a trimmed, non-empty cell as people write such a thing. */
export function readCell(cell: string, kind: CellKind, delimiter: Delimiter): ReadCell {
  switch (kind) {
    case 'name':
      return { value: cell };
    case 'identifier':
      return SCIENTIFIC.test(cell) && /[+.]/.test(cell)
        ? { value: cell, fault: { code: 'scientific-notation', params: { value: cell } } }
        : { value: cell };
    case 'code':
      return { value: halfWidth(cell) };
    case 'integer':
      return { value: wholeNumber(plainNumber(cell, delimiter)) };
    case 'decimal':
      return { value: plainNumber(cell, delimiter) };
    case 'day':
      return dayOf(cell);
    case 'instant':
      return { value: instantOf(cell) };
    case 'yes-no':
      return { value: yesOrNo(cell) ?? cell };
    case 'hs-code':
      return withLostZeros(halfWidth(cell), 9, 10);
    case 'office':
      return withLostZeros(halfWidth(cell), 3, 4);
    case 'unit':
      return withLostZeros(CODE_OF.unit(halfWidth(cell)), 1, 3);
    case 'package-type':
      return withLostZeros(CODE_OF['package-type'](halfWidth(cell)), 1, 2);
    case 'exit-port':
      return withLostZeros(halfWidth(cell), 5, 6);
    case 'area':
      return withLostZeros(halfWidth(cell), 4, 5);
    default:
      return { value: CODE_OF[kind](halfWidth(cell)) };
  }
}

/** Without separators of thousands; where `;` parts the cells a comma is as likely the decimal sign, and stays. */
function plainNumber(cell: string, delimiter: Delimiter): string {
  const number = halfWidth(cell);
  return delimiter !== ';' && THOUSANDS.test(number) ? number.replaceAll(',', '') : number;
}

function wholeNumber(text: string): number | string {
  const digits = WHOLE.exec(text)?.[1];
  return digits === undefined ? text : Number.parseInt(digits, 10);
}

function dayOf(cell: string): ReadCell {
  const text = halfWidth(cell);
  const [, year, first, month, second, day] = DAY.exec(text) ?? [];
  const isOneStyle = first === '年' ? second === '月' : first === second;
  const parts = year !== undefined && isOneStyle ? [year, month, day] : DAY_OF_EIGHT.exec(text)?.slice(1);
  if (!parts) return { value: cell };
  const value = parts.map((part = '') => part.padStart(2, '0')).join('-');
  return value === cell ? { value } : { value, readAs: { code: 'cell-read-as', params: { value: cell, as: value } } };
}

/** A moment with an offset as it is, one without as the clock in Shanghai shows it; what names no time of day stays as it is. */
const MOMENT = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

function instantOf(cell: string): string {
  const [, year = '', first, month = '', second, day = '', hour = '', minute = '', seconds = '00'] =
    MOMENT.exec(halfWidth(cell)) ?? [];
  const isOneStyle = first === '年' ? second === '月' : first === second;
  if (year === '' || !isOneStyle) return cell;
  const [date, time] = [
    [year, month, day],
    [hour, minute, seconds],
  ].map((parts) => parts.map((part) => part.padStart(2, '0')));
  return `${date?.join('-')}T${time?.join(':')}+08:00`;
}

/** A spreadsheet takes a code of digits for a number and drops the zeros in front. */
function withLostZeros(code: string, shortest: number, length: number): ReadCell {
  if (!/^\d+$/.test(code) || code.length < shortest || code.length >= length) return { value: code };
  const value = code.padStart(length, '0');
  return { value, readAs: { code: 'leading-zeros-lost', params: { value: code, as: value } } };
}
