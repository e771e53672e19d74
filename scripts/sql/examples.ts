import type { DayAsked } from '../../src/clearance/day-counts.query.js';
import type { DayToFreeze } from '../../src/clearance/clearance-run.repository.js';
import type { CorrectionsQuery } from '../../src/corrections/corrections.dto.js';
import type { DeclarationsQuery } from '../../src/declarations/reading/declarations.dto.js';
import type { FollowedMarket } from '../../src/open-items/domain/item-rule.js';
import { openItemTables, type OpenItemQuestion, type OpenItemTables } from '../../src/open-items/open-items.query.js';
import { type Actor, ROLES } from '../../src/platform/database/actor.js';
import { cursorAfter } from '../../src/platform/http/page.js';
import type { ChangePage } from '../../src/reports/changes.query.js';
import { type Basis, BASES, type Dimension } from '../../src/reports/domain/dimensions.js';
import type { Question } from '../../src/reports/domain/question.js';
import type { DeclaredSumsQuery } from '../../src/reports/declared-sums.dto.js';
import type { LinePage } from '../../src/reports/lines.query.js';
import type { WeekQuestion } from '../../src/settlement/week-tables.query.js';

/**
 * What the functions that compose statements get, by the name of the type: the check evaluates a statement once with each. An
 * example decides nothing but how a statement is put together, so there is one for each way in which that can differ.
 */
const ID = '01900000-0000-7000-8000-000000000000';
const INSTANT = '2026-05-04T10:00:00.000Z';
const DAY = '2026-05-04';

const market: FollowedMarket = { code: 'yiwu', cutOff: '18:00', settings: {} };
const actors = ROLES.map((role): Actor => {
  const office = role === 'officer' || role === 'channel' ? '2925' : null;
  return { keyId: ID, name: 'somebody', role, organisationId: role === 'broker' ? ID : null, office, requestId: null };
});
const openItemQuestion: OpenItemQuestion = { markets: [market], until: INSTANT };
const dayAsked: DayAsked = { market, day: DAY, until: INSTANT, previousAt: INSTANT, previousRun: null };

const declarationsQueries: DeclarationsQuery[] = [
  {},
  {
    ...{ status: 'draft', market: 'yiwu', broker: ID, from: DAY, to: DAY, reference: 'A-1', container: 'CSQU3054383' },
    lane: 'red',
  },
  { from: DAY, to: '2026-05-05', nextActor: 'broker', cursor: cursorAfter([ID]) },
  { sort: 'day', cursor: cursorAfter([DAY, ID]) },
  { sort: 'due', cursor: cursorAfter([INSTANT, ID]) },
];

const correctionsQueries: CorrectionsQuery[] = [
  {},
  { state: 'sent', market: 'yiwu', sort: 'newest', cursor: cursorAfter([INSTANT, ID, '1']) },
] as CorrectionsQuery[];

const declaredSums = { from: DAY, to: DAY };
const declaredSumsQueries: DeclaredSumsQuery[] = [
  { ...declaredSums, by: 'day' },
  { ...declaredSums, by: 'container,buyer', market: 'yiwu', above: '5.00', cursor: cursorAfter(['5.00', 'A', 'B']) },
];

const filters = {
  country: 'US',
  market: 'yiwu',
  chapter: '95',
  broker: ID,
  transportMode: '2',
  declaredCurrency: 'USD',
};
const groupings: (readonly Dimension[])[] = [
  [],
  ['country'],
  ['month'],
  ['week', 'chapter'],
  ['market', 'broker', 'currency', 'transportMode'],
];
const questionOf = (basis: Basis, groupBy: readonly Dimension[], more: Partial<Question>): Question => ({
  ...{ from: '2025-11-03', to: '2026-05-17', currency: 'CNY', groupBy, basis, asOf: null, filters: {} },
  ...more,
});
/** Each basis with each way to group; as known then and now, with and without filters. */
const questions = BASES.flatMap((basis) => [
  ...groupings.flatMap((groupBy) => [questionOf(basis, groupBy, {}), questionOf(basis, groupBy, { asOf: INSTANT })]),
  questionOf(basis, ['country'], { filters, currency: 'USD' }),
  ...(basis === 'settled' ? [] : [questionOf(basis, ['day'], { asOf: INSTANT, filters })]),
]);

const changePages: ChangePage[] = [
  { since: INSTANT, after: null, limit: 1 },
  { since: INSTANT, after: [INSTANT, ID, '1', DAY, 'US'], limit: 1 },
];
const linePages: LinePage[] = [
  { after: null, limit: 1 },
  { after: [DAY, ID, '1'], limit: 1 },
];

export const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  Actor: actors,
  ChangePage: changePages,
  CorrectionsQuery: correctionsQueries,
  DayAsked: [dayAsked],
  DayToFreeze: [dayAsked as DayToFreeze],
  DeclarationsQuery: declarationsQueries,
  DeclaredSumsQuery: declaredSumsQueries,
  FollowedMarket: [market],
  Instant: [INSTANT],
  LinePage: linePages,
  Month: ['2026-05'],
  OfFirms: [null],
  OpenItemQuestion: [openItemQuestion],
  OpenItemTables: [openItemTables(openItemQuestion) satisfies OpenItemTables],
  PageQuery: [{}],
  ParkedReceiptsQuery: [{}],
  Question: questions,
  Tx: actors.map((actor) => ({ actor })),
  WeekQuestion: [false, true].map((asKnownNow): WeekQuestion => ({
    market,
    week: '2026-W19',
    now: INSTANT,
    asKnownNow,
  })),
};
