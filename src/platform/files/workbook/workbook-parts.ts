import { type NumberForm, numberForm } from './cell-text.js';
import { UnreadableWorkbook } from './unreadable.js';
import { attributeOf, xmlTokens } from './xml-tokens.js';
import type { ZipParts } from './zip-parts.js';

/** More texts than 100,000 rows of 200 columns need would fill the memory. */
const SHARED_CHARACTERS_MAX = 60_000_000;
const SHEETS_MAX = 255;
/** How Excel writes a character that XML has no place for. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

export const cellCharacters = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replaceAll('\r\n', '\n')
    : text;

/** Where the rows are, and how numbers are read. */
export interface WorkbookHead {
  readonly sheet: string;
  readonly epoch: 1900 | 1904;
}

/** The first sheet that is not hidden. */
export async function workbookHead(zip: ZipParts): Promise<WorkbookHead> {
  const root = await relations(zip, '_rels/.rels');
  const workbook = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  if (!zip.has(workbook)) throw new UnreadableWorkbook('not-a-workbook');
  let epoch: WorkbookHead['epoch'] = 1900;
  const sheets: { id: string; isHidden: boolean }[] = [];
  for await (const tokens of xmlTokens(zip.text(workbook))) {
    for (const token of tokens) {
      if (token.kind !== 'open') continue;
      if (token.name === 'workbookPr' && isTrue(attributeOf(token.attributes, 'date1904'))) epoch = 1904;
      if (token.name !== 'sheet') continue;
      const state = attributeOf(token.attributes, 'state') ?? 'visible';
      sheets.push({ id: attributeOf(token.attributes, 'id') ?? '', isHidden: state !== 'visible' });
      if (sheets.length > SHEETS_MAX) throw new UnreadableWorkbook('too-many-sheets');
    }
  }
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const own = await relations(zip, `${folder}_rels/${workbook.slice(folder.length)}.rels`);
  const first = sheets.find(({ isHidden }) => !isHidden);
  const target = first && own.get(first.id)?.target;
  const sheet = target?.startsWith('/') ? target.slice(1) : `${folder}${target ?? ''}`;
  if (!target || !zip.has(sheet)) throw new UnreadableWorkbook('no-sheet');
  return { sheet, epoch };
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

async function relations(zip: ZipParts, name: string): Promise<Map<string, { type: string; target: string }>> {
  const found = new Map<string, { type: string; target: string }>();
  for await (const tokens of xmlTokens(zip.text(name))) {
    for (const token of tokens) {
      if (token.kind !== 'open' || token.name !== 'Relationship') continue;
      const [id, type, target] = ['Id', 'Type', 'Target'].map((each) => attributeOf(token.attributes, each) ?? '');
      found.set(id ?? '', { type: type ?? '', target: (target ?? '').replace(/^\/(?=xl\/)/, '/') });
    }
  }
  return found;
}

/** The texts that cells name by their number. What is spelt out beside a text is no part of it. */
export async function sharedTexts(zip: ZipParts): Promise<string[]> {
  const texts: string[] = [];
  let [text, characters, isText, isPhonetic] = ['', 0, false, false];
  for await (const tokens of xmlTokens(zip.text('xl/sharedStrings.xml'))) {
    for (const token of tokens) {
      if (token.kind === 'text') {
        if (isText && !isPhonetic) text += token.text;
      } else if (token.name === 't') isText = token.kind === 'open' && !token.isEmpty;
      else if (token.name === 'rPh') isPhonetic = token.kind === 'open' && !token.isEmpty;
      else if (token.name === 'si') {
        if (token.kind === 'open' && !token.isEmpty) text = '';
        else {
          texts.push(cellCharacters(token.kind === 'open' ? '' : text));
          characters += text.length + 16;
          if (characters > SHARED_CHARACTERS_MAX) throw new UnreadableWorkbook('too-large-unpacked');
        }
      }
    }
  }
  return texts;
}

/** How the numbers of each cell style are shown. */
export async function numberForms(zip: ZipParts): Promise<NumberForm[]> {
  const codes = new Map<number, string>();
  const forms: NumberForm[] = [];
  let isCellStyle = false;
  for await (const tokens of xmlTokens(zip.text('xl/styles.xml'))) {
    for (const token of tokens) {
      if (token.kind === 'text') continue;
      if (token.name === 'cellXfs') isCellStyle = token.kind === 'open';
      if (token.kind !== 'open') continue;
      const id = Number(attributeOf(token.attributes, 'numFmtId') ?? 0);
      if (token.name === 'numFmt') codes.set(id, attributeOf(token.attributes, 'formatCode') ?? '');
      if (token.name === 'xf' && isCellStyle) forms.push(numberForm(id, codes.get(id)));
    }
  }
  return forms;
}
