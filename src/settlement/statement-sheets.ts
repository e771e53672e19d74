import { type Cell, money, type Sheet } from '../platform/files/sheet.js';
import { countryName } from '../vocabulary/country.js';
import type { Language } from '../vocabulary/language.js';
import { kindsAt } from '../vocabulary/open-item-kinds.js';
import { daysOfWeek, lastInstantOf, wallClockText } from '../vocabulary/period.js';
import type { StatementLine, Sums } from './domain/statement.js';
import { WORDING } from './domain/wording.js';
import type { SettlementHead } from './settlements.query.js';

export interface StatementDocument {
  /** What the cover says: pairs of a heading and a text. */
  readonly facts: readonly (readonly [string, string])[];
  readonly definitions: readonly string[];
  readonly tables: readonly Sheet[];
}

/** A statement as tables in a language, the same for print and spreadsheet. `rows` is the sum of its lines as a CSV file. */
export function statementDocument(
  head: SettlementHead,
  lines: readonly StatementLine[],
  language: Language,
  rows: { readonly rowCount: number; readonly sha256: string },
): StatementDocument {
  const words = WORDING[language];
  return {
    facts: [
      [words.market, head.market],
      [words.week, `${head.week} (${daysOfWeek(head.week).join(' – ')})`],
      [words.firm, head.broker === null ? words.wholeMarket : (head.brokerName ?? head.broker)],
      [words.frozenAt, wallClockText(head.finishedAt)],
      [words.edition, String(head.run)],
      [words.digest, head.digest],
      [words.rowCount, String(rows.rowCount)],
      [words.rowsSha256, rows.sha256],
    ],
    definitions: words.definitions,
    tables: [
      stages(head, language),
      ...bridge(head, language),
      ...ladder(head, language),
      openItems(head, language),
      destinations(lines, language),
    ],
  };
}

const sums = ({ declarations, valueCny, valueUsd }: Sums): Cell[] => [declarations, money(valueCny), money(valueUsd)];

function stages(head: SettlementHead, language: Language): Sheet {
  const words = WORDING[language];
  const staged = (['declared', 'released', 'closed'] as const).map((stage) => [
    words.stages[stage],
    head[stage].containers,
    ...sums(head[stage]),
  ]);
  const settled = head.settled ? [[words.stages.settled, null, ...sums(head.settled)]] : [];
  return {
    name: words.stagesTitle,
    columns: [words.stage, words.containers, words.declarations, words.valueCny, words.valueUsd],
    rows: [...staged, [words.stages.adjustments, null, ...sums(head.adjustments)], ...settled],
  };
}

/** Each stage, then what leads to the next. */
function bridge(head: SettlementHead, language: Language): Sheet[] {
  const words = WORDING[language];
  if (!head.bridge || !head.settled) return [];
  const { settled } = head;
  const rows = (['declared', 'released', 'closed'] as const).flatMap((stage) => [
    [words.stages[stage], ...sums(head[stage])],
    ...(head.bridge ?? []).filter(({ from }) => from === stage).map((step) => [words.steps[step.step], ...sums(step)]),
  ]);
  return [
    {
      name: words.bridgeTitle,
      columns: [words.step, words.declarations, words.valueCny, words.valueUsd],
      rows: [...rows, [words.stages.settled, ...sums(settled)]],
    },
  ];
}

function ladder(head: SettlementHead, language: Language): Sheet[] {
  const words = WORDING[language];
  if (!head.releasedNotClosed) return [];
  const rows = head.releasedNotClosed.map((band) => [words.days(band.age), ...sums(band)]);
  return [{ name: words.ladderTitle, columns: [words.age, words.declarations, words.valueCny, words.valueUsd], rows }];
}

function openItems(head: SettlementHead, language: Language): Sheet {
  const words = WORDING[language];
  const counted = kindsAt(lastInstantOf(daysOfWeek(head.week)[1]));
  const counts = counted.map((kind): [string, number] => [words.kinds[kind], head.openItems.byKind[kind] ?? 0]);
  return {
    name: words.openTitle,
    columns: [words.kind, words.items],
    rows: [...counts, [words.total, head.openItems.total]],
  };
}

function destinations(lines: readonly StatementLine[], language: Language): Sheet {
  const words = WORDING[language];
  return {
    name: words.linesTitle,
    columns: [
      words.line,
      words.ofWeek,
      words.country,
      words.countryName,
      words.declarations,
      words.valueCny,
      words.valueUsd,
      words.netWeightKg,
    ],
    rows: lines.map((line) => [
      words.lines[line.line],
      line.ofWeek,
      line.country,
      countryName(line.country, language),
      ...sums(line),
      { amount: line.netWeightKg, scale: 5 },
    ]),
  };
}
