import {
  choiceXml,
  commentsXml,
  FORM_CONTENT_TYPES,
  FORM_RELATIONS,
  FORM_SHEET_RELATIONS,
  FORM_STYLE,
  FORM_STYLES,
  formSheetStart,
  formWorkbookXml,
  notesDrawing,
} from './form-parts.js';
import { coreXml, ROOT_RELATIONS } from './xlsx-parts.js';
import { columnNameOf, textCell } from './xlsx-stream.js';
import { ZipStream } from './zip-stream.js';

/** A column to be filled in. */
export interface FormColumn {
  readonly header: string;
  readonly isNeeded: boolean;
  /** Codes and days are text or dates: a spreadsheet would drop the zeros in front of a number. */
  readonly as: 'plain' | 'text' | 'day' | 'reason';
  readonly note?: string;
  /** Which list of the code sheet its cells are chosen from. */
  readonly list?: string;
  readonly width: number;
}

/** A list of the code sheet: codes with their names, and which of the two is filled in. */
export interface FormList {
  readonly name: string;
  readonly heading: readonly [code: string, name: string];
  readonly entries: readonly (readonly [code: string, name: string])[];
  readonly filledIn: 'code' | 'name';
}

export interface FormWorkbook {
  readonly title: string;
  readonly at: string;
  /** Names of the sheets: the rows, the codes, the explanation. */
  readonly sheets: readonly [rows: string, codes: string, guide: string];
  readonly columns: readonly FormColumn[];
  readonly lists: readonly FormList[];
  readonly guide: readonly (readonly string[])[];
  readonly rows: AsyncIterable<readonly (readonly string[])[]>;
  /** How far down cells are chosen from lists. */
  readonly choicesTo: number;
}

/** A workbook to be filled in and sent back, piece by piece: its rows, the codes that cells are chosen from, and how to fill it in. */
export async function* formWorkbookPieces(form: FormWorkbook): AsyncGenerator<Buffer> {
  const zip = new ZipStream();
  const notes = form.columns.flatMap(({ note }, column) =>
    note === undefined ? [] : [{ column, place: `${columnNameOf(column)}1`, text: note }],
  );
  yield* zip.entry('[Content_Types].xml', [FORM_CONTENT_TYPES]);
  yield* zip.entry('_rels/.rels', [ROOT_RELATIONS]);
  yield* zip.entry('xl/workbook.xml', [formWorkbookXml(form.sheets)]);
  yield* zip.entry('xl/_rels/workbook.xml.rels', [FORM_RELATIONS]);
  yield* zip.entry('xl/styles.xml', [FORM_STYLES]);
  yield* zip.entry('docProps/core.xml', [coreXml(form.title, form.at)]);
  yield* zip.entry('xl/worksheets/_rels/sheet1.xml.rels', [FORM_SHEET_RELATIONS]);
  yield* zip.entry('xl/comments1.xml', [commentsXml(notes)]);
  yield* zip.entry('xl/drawings/vmlDrawing1.vml', [notesDrawing(notes)]);
  yield* zip.entry('xl/worksheets/sheet1.xml', rowsSheet(form));
  yield* zip.entry('xl/worksheets/sheet2.xml', [codesSheet(form.lists)]);
  yield* zip.entry('xl/worksheets/sheet3.xml', [guideSheet(form.guide)]);
  yield zip.end();
}

const STYLES = {
  plain: FORM_STYLE.plain,
  text: FORM_STYLE.text,
  day: FORM_STYLE.day,
  reason: FORM_STYLE.reason,
} as const;

async function* rowsSheet({ columns, lists, sheets, rows, choicesTo }: FormWorkbook): AsyncGenerator<string> {
  yield formSheetStart(
    columns.map(({ width, as }) => ({ width, style: STYLES[as] })),
    true,
  );
  const headings = columns.map(({ header, isNeeded }, index) =>
    textCell(`${columnNameOf(index)}1`, header, isNeeded ? FORM_STYLE.needed : FORM_STYLE.heading),
  );
  yield `<row r="1">${headings.join('')}</row>`;
  let number = 1;
  for await (const batch of rows) {
    let xml = '';
    for (const cells of batch) {
      number += 1;
      xml += rowXml(number, cells, (index) => (columns[index]?.as === 'reason' ? FORM_STYLE.reason : FORM_STYLE.text));
    }
    yield xml;
  }
  const choices = columns.flatMap(({ list }, index) => {
    const range = list === undefined ? null : rangeOf(lists, list, sheets[1]);
    return range === null ? [] : [choiceXml(columnNameOf(index), choicesTo, range)];
  });
  const validations =
    choices.length === 0 ? '' : `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>`;
  yield `</sheetData>${validations}<legacyDrawing r:id="rId1"/></worksheet>`;
}

function rowXml(number: number, cells: readonly string[], styleAt: (index: number) => number): string {
  const written = cells.map((cell, index) =>
    cell === '' ? '' : textCell(`${columnNameOf(index)}${number}`, cell, styleAt(index)),
  );
  return `<row r="${number}">${written.join('')}</row>`;
}

/** Where the values of a list stand on the code sheet: each has two columns there. */
function rangeOf(lists: readonly FormList[], name: string, sheet: string): string | null {
  const index = lists.findIndex((list) => list.name === name);
  const list = lists[index];
  if (!list || list.entries.length === 0) return null;
  const column = columnNameOf(2 * index + (list.filledIn === 'code' ? 0 : 1));
  return `'${sheet}'!$${column}$2:$${column}$${list.entries.length + 1}`;
}

function codesSheet(lists: readonly FormList[]): string {
  const longest = lists.reduce((most, { entries }) => Math.max(most, entries.length), 0);
  const rows = [lists.flatMap(({ heading }) => heading)];
  for (let at = 0; at < longest; at++) rows.push(lists.flatMap(({ entries }) => entries[at] ?? ['', '']));
  const xml = rows.map((cells, index) =>
    rowXml(index + 1, cells, () => (index === 0 ? FORM_STYLE.heading : FORM_STYLE.text)),
  );
  const columns = lists.flatMap(() => [
    { width: 14, style: FORM_STYLE.text },
    { width: 26, style: FORM_STYLE.text },
  ]);
  return `${formSheetStart(columns, false)}${xml.join('')}</sheetData></worksheet>`;
}

function guideSheet(guide: FormWorkbook['guide']): string {
  const xml = guide.map((cells, index) => rowXml(index + 1, cells, () => FORM_STYLE.wrapped));
  const columns = [24, 30, 70, 40].map((width) => ({ width, style: FORM_STYLE.plain }));
  return `${formSheetStart(columns, false)}${xml.join('')}</sheetData></worksheet>`;
}
