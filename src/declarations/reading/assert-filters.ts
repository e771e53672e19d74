import { brokerAskedFor } from '../../access/broker-asked-for.js';
import { seesLanes } from '../../lanes/lane.query.js';
import type { Markets } from '../../markets/markets.service.js';
import { reversedRange } from '../../messages/refusals/range.js';
import { refuse, refuseFor } from '../../messages/refusals/refusal.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import type { Actor } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';
import { type CodeTableName, loadCodeTables } from '../../reference/code-tables.js';
import type { CodeTables } from '../../reference/domain/code-tables.js';
import { chapterOf, headingOf } from '../../vocabulary/identifiers/hs-code.js';
import type { DeclarationsFilters } from './declarations-query.dto.js';

const HEADING_DIGITS = 4;

/** Refuses filters that no declaration can meet, with every breach: an empty answer would say that there is nothing. */
export async function assertFilters(tx: Tx, markets: Markets, query: DeclarationsFilters): Promise<void> {
  const { from, to, closedFrom, closedTo, lane, broker, market } = query;
  if (lane !== undefined) assertSeesLanes(tx.actor);
  const violations = [
    ...reversedRange('/query/from', from, to),
    ...reversedRange('/query/closedFrom', closedFrom, closedTo),
    ...(await markets.unknownInQuery(tx, market)),
    ...(await unknownCodes(tx, query)),
  ];
  if (violations.length > 0) throw refuseFor('malformed', violations);
  await brokerAskedFor(tx, broker);
}

/** Refuses (403) who may not know lanes at all. */
export function assertSeesLanes(actor: Actor): void {
  if (!seesLanes(actor)) throw refuse('forbidden', 'not-allowed', { role: actor.role });
}

/** Codes that no table has ever had. */
async function unknownCodes(tx: Tx, query: DeclarationsFilters): Promise<Violation[]> {
  const { customsOffice, exitOffice, destination, hsCode } = query;
  if (!customsOffice && !exitOffice && !destination && !hsCode) return [];
  const tables = await loadCodeTables(tx);
  const unknown = (table: CodeTableName, name: string, codes: readonly string[] = []): Violation[] =>
    codes
      .filter((code) => !tables.knows(table, code))
      .map((value) =>
        violation(table === 'country' ? 'country-unknown' : 'office-unknown', pointer('query', name), { value }),
      );
  return [
    ...unknown('customs-office', 'customsOffice', customsOffice),
    ...unknown('customs-office', 'exitOffice', exitOffice),
    ...unknown('country', 'destination', destination),
    ...(hsCode ?? []).flatMap((code) => {
      const fault = unknownHeading(tables, code);
      return fault === null
        ? []
        : [violation('hs-code-invalid', pointer('query', 'hsCode'), { value: code, ...fault })];
    }),
  ];
}

/** The chapter or heading of the first digits of a commodity code, where no tariff has ever had it. */
function unknownHeading(tables: CodeTables, code: string): Record<string, string> | null {
  const chapter = chapterOf(code);
  if (!tables.knows('hs-chapter', chapter)) return { chapter };
  const heading = headingOf(code);
  return heading.length < HEADING_DIGITS || tables.knows('hs-heading', heading) ? null : { heading };
}
