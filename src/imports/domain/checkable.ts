import type { Violation } from '../../messages/refusals/violation.js';
import type { Draft, RowError } from './draft.js';

/** Behind such a fault the cells of a row may stand in wrong columns: nothing else is said about it. */
const SHIFTING: ReadonlySet<string> = new Set(['quote-malformed', 'cell-without-column']);

export const rowsOutOfPlace = (draft: Draft): ReadonlySet<number> =>
  new Set(draft.faults.filter(({ violation }) => SHIFTING.has(violation.code)).map(({ rowNumber }) => rowNumber));

/** Without what exists only because the cells of its row are not where they belong. */
export const inPlace = (errors: readonly RowError[], outOfPlace: ReadonlySet<number>): RowError[] =>
  errors.filter(({ rowNumber, violation }) => !outOfPlace.has(rowNumber) || SHIFTING.has(violation.code));

type Fields = Record<string, unknown>;

/** The body without the values that cannot be read, so that the rules can be asked about all others. */
export function withoutFaulty(body: Readonly<Fields>, places: readonly string[]): Fields {
  const left = structuredClone(body) as Fields;
  for (const place of places) {
    const path = place.split('/').slice(1);
    const [outer = ''] = path;
    // A charge is nothing without its mark or its value; one container less would move the places of the others.
    if (CHARGES.has(outer) || outer === 'containers') delete left[outer];
    else if (outer !== '' && !KEYS.has(outer)) remove(left, path);
  }
  return left;
}

const CHARGES: ReadonlySet<string> = new Set(['freight', 'insurance', 'otherCharges']);
/** Nothing can be asked without them; what is reported about them is not reported a second time. */
const KEYS: ReadonlySet<string> = new Set(['reference', 'market']);

function remove(from: Fields, [name = '', ...rest]: readonly string[]): void {
  if (rest.length === 0) {
    if (Array.isArray(from)) return;
    delete from[name];
    return;
  }
  const inner = from[name];
  if (inner !== null && typeof inner === 'object') remove(inner as Fields, rest);
}

/** What the rules found, without what they say of values that were removed for them. */
export function independent(findings: readonly Violation[], places: readonly string[]): Violation[] {
  const faulty = places.map((place) => /^\/(freight|insurance|containers)\//.exec(place)?.[0].slice(0, -1) ?? place);
  const isAbout = (pointer: string) =>
    faulty.some(
      (place) =>
        place !== '' && (pointer === place || pointer.startsWith(`${place}/`) || place.startsWith(`${pointer}/`)),
    );
  const withoutDay = faulty.includes('/declaredOn');
  return findings.filter(({ code, pointer }) => !isAbout(pointer) && !(withoutDay && code === 'rate-missing'));
}
