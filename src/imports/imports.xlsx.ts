import { type FormColumn, type FormList, formWorkbookPieces } from '../platform/files/form-workbook.js';
import { disarmedForReturn } from '../vocabulary/formula.js';
import type { Language } from '../vocabulary/language.js';
import { columnOf, COLUMNS, ERROR_COLUMN, type HeaderMapping } from './domain/columns.js';
import { formColumn, formGuide, formLists, TEMPLATE_VERSION } from './reading/declaration-form.js';
import { cellsForReturn, type Pages, reasonsOf } from './imports.csv.js';
import type { RejectedRow } from './imports.query.js';

const SHEETS = { zh: ['申报数据', '代码表', '填写说明'], en: ['Declarations', 'Codes', 'How to fill in'] } as const;
/** Programs that keep a choice for each cell are slow to open more of them; lower rows can be filled in without. */
const CHOICES_TO = 1_001;
const REASON_WIDTH = 60;

/** The codes of a form: markets from the database, everything else from the words of the trade. */
export type FormMarkets = FormList['entries'];

/** An empty form: Chinese or English headings, choices, notes, and how to fill it in. */
export function templateWorkbook(markets: FormMarkets, language: Language, at: string): AsyncGenerator<Buffer> {
  const columns = COLUMNS.map((column) =>
    formColumn(column, language === 'zh' ? column.chinese : column.name, language),
  );
  return formOf({ title: `Loomgate ${TEMPLATE_VERSION}`, columns, rows: none(), markets, language, at });
}

export interface RejectedFile {
  readonly header: readonly string[] | null;
  readonly mapping: HeaderMapping;
  readonly markets: FormMarkets;
  readonly language: Language;
  readonly at: string;
}

/** The refused declarations under the headings of their file, each row with what is wrong with it; sent back, its other cells are what they were. */
export function rejectedWorkbook(file: RejectedFile, pages: Pages<RejectedRow>): AsyncGenerator<Buffer> {
  const { header, mapping, markets, language, at } = file;
  const headings = (header ?? []).filter((cell) => cell.trim() !== ERROR_COLUMN);
  const reason: FormColumn = { header: ERROR_COLUMN, isNeeded: false, as: 'reason', width: REASON_WIDTH };
  const columns = [
    ...headings.map((cell) => formColumn(columnOf(cell, mapping), disarmedForReturn(cell), language)),
    reason,
  ];
  return formOf({
    title: 'Loomgate rejected',
    columns,
    rows: rejectedCells(header, pages, language),
    markets,
    language,
    at,
  });
}

interface Form {
  readonly title: string;
  readonly columns: readonly FormColumn[];
  readonly rows: AsyncIterable<readonly (readonly string[])[]>;
  readonly markets: FormMarkets;
  readonly language: Language;
  readonly at: string;
}

const formOf = ({ markets, language, ...form }: Form): AsyncGenerator<Buffer> =>
  formWorkbookPieces({
    ...form,
    ...{ sheets: SHEETS[language], lists: formLists(markets), guide: formGuide(language), choicesTo: CHOICES_TO },
  });

async function* none(): AsyncGenerator<string[][]> {
  // An empty form has no rows.
}

async function* rejectedCells(
  header: readonly string[] | null,
  pages: Pages<RejectedRow>,
  language: Language,
): AsyncGenerator<string[][]> {
  for await (const rows of pages) {
    yield rows.map((row) => cellsForReturn(header, row, reasonsOf(row, language)).map(disarmedForReturn));
  }
}
