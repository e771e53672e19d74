import type { ParkedReceiptsQuery } from '../../src/declarations/receipts/receipts.dto.js';
import type { Tx } from '../../src/platform/database/tx.js';
import type { OfFirms } from '../../src/reminders/reminder-items.query.js';
import type { Instant, Month } from '../../src/vocabulary/period.js';
import type { DayAsked } from '../../src/clearance/day-counts.query.js';
import type { DayToFreeze } from '../../src/clearance/clearance-run.repository.js';
import type { CorrectionsQuery } from '../../src/corrections/corrections.dto.js';
import type {
  DeclarationCountsQuery,
  DeclarationsFilters,
  DeclarationsQuery,
} from '../../src/declarations/reading/declarations-query.dto.js';
import type { FollowedMarket } from '../../src/open-items/domain/item-rule.js';
import { openItemTables, type OpenItemQuestion, type OpenItemTables } from '../../src/open-items/open-items.query.js';
import { type Actor, ROLES } from '../../src/platform/database/actor.js';
import { cursorAfter, type PageQuery } from '../../src/platform/http/page.js';
import type { ChangePage } from '../../src/reports/changes.query.js';
import { type Basis, BASES, type Dimension } from '../../src/reports/domain/dimensions.js';
import type { Filters, Question } from '../../src/reports/domain/question.js';
import type { DeclaredSumsQuery } from '../../src/reports/declared-sums/declared-sums.dto.js';
import type { LinePage } from '../../src/reports/lines.query.js';
import type { ReleaseTimesQuery } from '../../src/reports/release-times/release-times.dto.js';
import type { SearchQuery } from '../../src/reports/search/search.dto.js';
import type { ShipmentQuery } from '../../src/shipments/shipments.dto.js';
import type { WeekQuestion } from '../../src/settlement/week-sums.query.js';

/**
 * What the functions that compose statements get: the check evaluates a statement once with each example of a parameter's type. An
 * example decides nothing but how a statement is put together, so there is one for each way in which that can differ.
 */
const ID = '01900000-0000-7000-8000-000000000000';
const INSTANT = '2026-05-04T10:00:00.000Z';
const DAY = '2026-05-04';

const market: FollowedMarket = { code: 'yiwu', cutOff: '18:00', settings: {} };
export const markets: readonly FollowedMarket[] = [market];
export const months: readonly Month[] = ['2026-05'];
export const instants: readonly Instant[] = [INSTANT];
export const pageQueries: readonly PageQuery[] = [{}];
export const parkedReceiptsQueries: readonly ParkedReceiptsQuery[] = [{}];

export const actors: readonly Actor[] = ROLES.map((role): Actor => {
  const office = role === 'officer' || role === 'channel' ? '2925' : null;
  return { keyId: ID, name: 'somebody', role, organisationId: role === 'broker' ? ID : null, office, requestId: null };
});
export const transactions: readonly Tx[] = actors.map((actor) => ({ actor }) as Tx);

export const firms: readonly OfFirms[] = [null];
export const openItemQuestions: readonly OpenItemQuestion[] = [{ markets, until: INSTANT }];
export const itemTables: readonly OpenItemTables[] = openItemQuestions.map(openItemTables);
export const days: readonly DayAsked[] = [{ market, day: DAY, until: INSTANT, previousAt: INSTANT, previousRun: null }];
export const daysToFreeze: readonly DayToFreeze[] = days.map(
  (day) => ({ ...day, id: ID, finishedAt: INSTANT }) as DayToFreeze,
);
export const weeks: readonly WeekQuestion[] = [false, true].map((asKnownNow) => ({
  ...{ market, week: '2026-W19', now: INSTANT, asKnownNow },
}));

const declarationsFilters: DeclarationsFilters = {
  ...{
    status: ['draft'],
    market: ['yiwu'],
    broker: ID,
    splitGroup: ID,
    from: DAY,
    to: DAY,
    closedFrom: DAY,
    closedTo: DAY,
  },
  ...{ reference: ['A-1'], entryId: ['290620210000000902'], billOfLading: ['A'], container: ['CSQU3054383'] },
  ...{
    consignor: ['A'],
    buyer: ['A', 'B'],
    hsCode: ['54'],
    stall: ['A'],
    destination: ['NGA'],
    customsOffice: ['2906'],
  },
  ...{ exitOffice: ['3104'], lane: ['red'], nextActor: ['broker'], minUsd: '1', olderThanDays: '1', search: 'A' },
};
export const declarationsQueries: readonly DeclarationsQuery[] = [
  {},
  declarationsFilters,
  {
    ...{
      from: DAY,
      to: '2026-05-05',
      status: ['draft', 'closed'],
      lane: ['red', 'blue'],
      nextActor: ['broker', 'port'],
    },
    cursor: cursorAfter([ID]),
  },
  { sort: 'day', cursor: cursorAfter([DAY, ID]) },
  { sort: 'due', cursor: cursorAfter([INSTANT, ID]) },
  { sort: 'value', cursor: cursorAfter(['100', ID]) },
  { sort: 'age', cursor: cursorAfter([INSTANT, ID]) },
];

export const declarationCountsQueries: readonly DeclarationCountsQuery[] = [
  {},
  declarationsFilters,
  { by: ['nextActor', 'destination'] },
];

export const searchQueries: readonly SearchQuery[] = [{ q: 'A' }];

export const releaseTimesQueries: readonly ReleaseTimesQuery[] = [
  { from: DAY, to: DAY },
  { from: DAY, to: DAY, market: 'yiwu', by: ['lane', 'customsOffice', 'broker', 'week'] },
];

export const shipmentQueries: readonly ShipmentQuery[] = [
  {},
  {
    ...{ status: ['planned'], container: ['CSQU3054383'], market: ['yiwu'], broker: ID, billOfLading: ['A'] },
    ...{ vessel: ['A'], sealAlarm: 'true', held: 'true', search: 'A', from: DAY, to: DAY, sort: 'oldest' },
    cursor: cursorAfter([ID]),
  },
];

export const correctionsQueries: readonly CorrectionsQuery[] = [
  {},
  { state: 'sent', market: 'yiwu', sort: 'newest', cursor: cursorAfter([INSTANT, ID, '1']) },
];

const declaredSums = { from: DAY, to: DAY };
export const declaredSumsQueries: readonly DeclaredSumsQuery[] = [
  { ...declaredSums, by: 'day' },
  { ...declaredSums, by: 'container,buyer', market: 'yiwu', above: '5.00', cursor: cursorAfter(['5.00', 'A', 'B']) },
];

const filters: Filters = {
  ...{ country: ['US'], market: ['yiwu'], chapter: ['95'], broker: [ID], transportMode: ['2'], currency: ['USD'] },
  ...{ month: ['2026-05'], week: ['2026-W19'] },
};
/** What rollups do not keep apart. */
const fineFilters: Filters = {
  ...{ heading: ['9503'], subheading: ['950300'], hsCode: ['9503008900'], consignor: ['91330621MA00000066'] },
  ...{ customsOffice: ['2906'], exitOffice: ['3104'], domesticSource: ['33069'], day: ['2026-05-04'] },
};
const groupings: (readonly Dimension[])[] = [
  [],
  ['country'],
  ['month'],
  ['week', 'chapter'],
  ['market', 'broker', 'currency', 'transportMode'],
  ['heading', 'month'],
  ['subheading', 'hsCode', 'consignor', 'customsOffice', 'exitOffice', 'domesticSource'],
];
const questionOf = (basis: Basis, groupBy: readonly Dimension[], more: Partial<Question>): Question => ({
  ...{ from: '2025-11-03', to: '2026-05-17', currency: 'CNY', groupBy, basis, asOf: null, filters: {} },
  ...{ sort: 'value', fill: false },
  ...more,
});
/** Each basis with each way to group; as known then and now, with and without filters. */
export const questions: readonly Question[] = BASES.flatMap((basis) => [
  ...groupings.flatMap((groupBy) => [questionOf(basis, groupBy, {}), questionOf(basis, groupBy, { asOf: INSTANT })]),
  questionOf(basis, ['country'], { filters, currency: 'USD' }),
  questionOf(basis, ['day'], { asOf: INSTANT, filters }),
  questionOf(basis, [], { filters: fineFilters }),
  ...(basis === 'settled' ? [questionOf(basis, ['settlementWeek'], {})] : []),
]);

export const changePages: readonly ChangePage[] = [
  { since: INSTANT, after: null, limit: 1 },
  { since: INSTANT, after: [INSTANT, ID, '1', DAY, 'US'], limit: 1 },
];
export const linePages: readonly LinePage[] = [
  { after: null, limit: 1 },
  { after: [DAY, ID, '1'], limit: 1 },
];
