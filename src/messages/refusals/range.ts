import { refuseFor } from './refusal.js';
import { violation, type Violation } from './violation.js';

type End = string | null | undefined;

/** Days, months or instants in the wrong order, as a breach at `place`; an open end is before and after everything. */
export const reversedRange = (place: string, from: End, to: End): Violation[] =>
  from && to && from > to ? [violation('range-reversed', place, { from, to })] : [];

/** Refuses (400) a query whose range ends before it begins: an empty list would say that there is nothing. */
export function assertRange({ from, to }: { readonly from?: End; readonly to?: End }): void {
  const reversed = reversedRange('/query/from', from, to);
  if (reversed.length > 0) throw refuseFor('malformed', reversed);
}
