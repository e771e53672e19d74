import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import { bareHeader, type HeaderMapping, isColumnName } from './columns.js';

/** What is wrong with a firm's headers: a column that is not ours, one that two headers mean, a header of no letters. */
export function mappingFaults(headers: Readonly<Record<string, string>>): Violation[] {
  const faults: Violation[] = [];
  const seen = new Set<string>();
  const bare = new Set<string>();
  for (const [header, column] of Object.entries(headers)) {
    const at = pointer('headers', header);
    if (!isColumnName(column)) faults.push(violation('column-unknown', at, { column }));
    else if (seen.has(column)) faults.push(violation('column-duplicate', at, { column }));
    seen.add(column);
    const form = bareHeader(header);
    if (form === '') faults.push(violation('text-empty', at));
    else if (bare.has(form)) faults.push(violation('column-duplicate', at, { column: header }));
    bare.add(form);
  }
  return faults;
}

/** A mapping as headers are looked up in it. */
export const lookedUp = (headers: Readonly<Record<string, string>>): HeaderMapping =>
  Object.fromEntries(Object.entries(headers).map(([header, column]) => [bareHeader(header), column]));
