import { type Cell, money, type Sheet } from '../platform/files/sheet.js';
import { countryName } from '../vocabulary/country.js';
import type { Language } from '../vocabulary/language.js';
import { kindsAt } from '../vocabulary/open-item-kinds.js';
import { daysOfWeek, lastInstantOf, wallClockText } from '../vocabulary/period.js';
import {
  FIGURES,
  type FigureName,
  figuresOf,
  LINE_FIGURES,
  STAGE_FIGURES,
  SUM_FIGURES,
  type Values,
} from './domain/figures.js';
import { COUNTED_STAGES, type StatementLine } from './domain/statement.js';
import { WORDING } from './domain/wording.js';
import type { StatementHead } from './frozen-statements.query.js';

export interface StatementDocument {
  /** What the cover says: pairs of a heading and a text. */
  readonly facts: readonly (readonly [string, string])[];
  readonly definitions: readonly string[];
  readonly tables: readonly Sheet[];
}

/** A statement as tables in a language, the same for print and spreadsheet. `rows` is the sum of its lines as a CSV file. */
export function statementDocument(
  head: StatementHead,
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

const CELLS = {
  count: (value: string) => Number(value),
  amount: money,
  weight: (value: string): Cell => ({ amount: value, scale: 5 }),
};

type Row = readonly [labels: readonly string[], values: Partial<Values<FigureName>>];

/** A table whose rows are called by labels and have figures. */
function tableOf(
  language: Language,
  { name, labels }: { readonly name: string; readonly labels: readonly string[] },
  figures: readonly FigureName[],
  rows: readonly Row[],
): Sheet {
  const values = rows.map(([, row]) => row);
  const shown = figuresOf(figures, values);
  const cell = (value: number | string | undefined, figure: FigureName): Cell =>
    value === undefined ? null : CELLS[FIGURES[figure].unit](String(value));
  return {
    name,
    columns: [...labels, ...shown.map((figure) => FIGURES[figure].words[language])],
    rows: rows.map(([own, row]) => [...own, ...shown.map((figure) => cell(row[figure], figure))]),
  };
}

function stages(head: StatementHead, language: Language): Sheet {
  const { stagesTitle: name, stage, stages } = WORDING[language];
  const rows = ([...COUNTED_STAGES, 'adjustments', 'settled'] as const).flatMap((one): Row[] => {
    const values = head[one];
    return values ? [[[stages[one]], values]] : [];
  });
  return tableOf(language, { name, labels: [stage] }, STAGE_FIGURES, rows);
}

/** Each stage, then what leads to the next. */
function bridge({ bridge, settled, ...head }: StatementHead, language: Language): Sheet[] {
  const { bridgeTitle: name, step, stages, steps } = WORDING[language];
  if (!bridge || !settled) return [];
  const rows = COUNTED_STAGES.flatMap((stage): Row[] => [
    [[stages[stage]], head[stage]],
    ...bridge.filter(({ from }) => from === stage).map((one): Row => [[steps[one.step]], one]),
  ]);
  return [tableOf(language, { name, labels: [step] }, SUM_FIGURES, [...rows, [[stages.settled], settled]])];
}

function ladder({ releasedNotClosed }: StatementHead, language: Language): Sheet[] {
  const { ladderTitle: name, age, days } = WORDING[language];
  if (!releasedNotClosed) return [];
  const rows = releasedNotClosed.map((band): Row => [[days(band.age)], band]);
  return [tableOf(language, { name, labels: [age] }, SUM_FIGURES, rows)];
}

function openItems(head: StatementHead, language: Language): Sheet {
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
  const labels = [words.line, words.ofWeek, words.country, words.countryName];
  const rows = lines.map((one): Row => [
    [words.lines[one.line], one.ofWeek, one.country, countryName(one.country, language)],
    one,
  ]);
  return tableOf(language, { name: words.linesTitle, labels }, LINE_FIGURES, rows);
}
