import { PERIOD_RUN } from '../periods/periods.examples.js';
import { byKey, maybe, orNull, page, shown } from '../platform/http/description/example.js';
import { FIGURES, type FigureName, LINE_FIGURES, STAGE_FIGURES, SUM_FIGURES } from './domain/figures.js';
import type { Figures, StatementLine } from './domain/statement.js';
import { statementCsv } from './statement-csv.js';

/** Answers as the API description shows them. */
export const SETTLEMENT_ASKED = { week: '2026-W46', ...PERIOD_RUN, kind: 'weekly-settlement', period: '2026-W46' };

/** Each of these figures as the list of figures shows it. */
const exampleOf = (names: readonly FigureName[]) =>
  Object.fromEntries(
    names.map((name) => [name, 'later' in FIGURES[name] ? maybe(FIGURES[name].example) : FIGURES[name].example]),
  );
const sums = (declarations: number, valueCny: string, valueUsd: string) => ({
  ...exampleOf(SUM_FIGURES),
  ...{ declarations, valueCny, valueUsd },
});
const stage = (declarations: number, valueCny: string, valueUsd: string) => ({
  ...exampleOf(STAGE_FIGURES),
  ...{ declarations, valueCny, valueUsd },
});
const NOTHING = sums(0, '0.00', '0.00');

const PARTS: Readonly<Record<keyof Figures, unknown>> = {
  declared: stage(3, '1540.20', '220.02'),
  released: stage(3, '1540.20', '220.02'),
  closed: stage(2, '1470.10', '210.01'),
  adjustments: NOTHING,
  settled: maybe(sums(2, '1470.10', '210.01')),
  bridge: maybe([
    { step: 'not-released', from: 'declared', to: 'released', ...NOTHING },
    { step: 'declared-earlier', from: 'declared', to: 'released', ...NOTHING },
    { step: 'not-closed', from: 'released', to: 'closed', ...sums(-1, '-70.10', '-10.01') },
    { step: 'released-earlier', from: 'released', to: 'closed', ...NOTHING },
    { step: 'book-differs', from: 'released', to: 'closed', ...NOTHING },
    { step: 'late-closing', from: 'closed', to: 'settled', ...NOTHING },
    { step: 'amendment', from: 'closed', to: 'settled', ...NOTHING },
    { step: 'cancellation', from: 'closed', to: 'settled', ...NOTHING },
    { step: 'correction', from: 'closed', to: 'settled', ...NOTHING },
  ]),
  openItems: {
    total: 5,
    byKind: byKey({ 'fx-receipt-missing': 2, 'released-not-closed': 1, 'exemption-filing-due': 2 }),
  },
  releasedNotClosed: maybe([
    { age: '0-7', ...sums(1, '70.10', '10.01') },
    { age: '8-14', ...NOTHING },
    { age: '15-30', ...NOTHING },
    { age: '31+', ...NOTHING },
  ]),
};

const BROKER = '019a95e2-4c00-7000-8000-000000000048';
const DIGEST = 'd258799de13e738ab3a160b8817383278062523a2f1a6be9c8c960c1c56257d4';

/** A statement without its lines; broker null is the market. */
export const SETTLEMENT = {
  id: '019a95e2-4c00-7000-8000-000000000047',
  market: 'KQ-CTC',
  week: '2026-W46',
  run: 1,
  broker: orNull(BROKER),
  brokerName: orNull('柯桥甲报关行'),
  digest: DIGEST,
  finishedAt: '2026-11-15T22:00:00.000Z',
  ...PARTS,
};

const LINE = { line: 'week', ofWeek: '2026-W46', country: 'KEN', ...exampleOf(LINE_FIGURES) };

export const STATEMENT = { ...SETTLEMENT, lines: [{ ...LINE, countryName: 'Kenya' }] };

/** The declarations behind a step of the bridge. */
export const STEP = {
  step: 'not-closed',
  from: 'released',
  to: 'closed',
  ...sums(-1, '-70.10', '-10.01'),
  ...page({
    declarationId: '019a95e2-4c00-7000-8000-000000000049',
    reference: orNull('DC-20261111-0001'),
    entryId: orNull('290620260000000001'),
    broker: BROKER,
    ...sums(-1, '-70.10', '-10.01'),
  }),
};

/** The lines of a statement as a file. */
export const STATEMENT_FILE = statementCsv(
  { market: 'KQ-CTC', week: '2026-W46', brokerName: '柯桥甲报关行' },
  [shown(LINE) as StatementLine],
  'en',
).body;
