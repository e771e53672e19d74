import { type NumberForm, shownNumber } from './cell-text.js';
import { cellCharacters, isTrue, numberForms, sharedTexts, workbookHead } from './workbook-parts.js';
import { attributeOf, type XmlToken, xmlTokens } from './xml-tokens.js';
import { ZipParts } from './zip-parts.js';

/** A row with its cells as a person sees them. */
export interface SheetRow {
  /** As the spreadsheet numbers it. */
  readonly rowNumber: number;
  readonly cells: readonly string[];
}

/** Columns of a spreadsheet; a place further right is none. */
const COLUMNS_MAX = 16_384;

/** The filled rows of a workbook's first visible sheet, some at a time. Throws `UnreadableWorkbook`. */
export async function* sheetRows(content: Uint8Array): AsyncGenerator<SheetRow[]> {
  const zip = ZipParts.open(content);
  const { sheet, epoch } = await workbookHead(zip);
  const reader = new SheetReader({ texts: await sharedTexts(zip), forms: await numberForms(zip), epoch });
  for await (const tokens of xmlTokens(zip.text(sheet))) {
    for (const token of tokens) reader.read(token);
    if (reader.rows.length > 0) yield reader.rows.splice(0);
  }
}

interface SheetContext {
  readonly texts: readonly string[];
  readonly forms: readonly NumberForm[];
  readonly epoch: 1900 | 1904;
}

/** Puts cells together from the tokens of a sheet. */
class SheetReader {
  readonly rows: SheetRow[] = [];
  private rowNumber = 0;
  private cells: string[] = [];
  private column = 0;
  private type = '';
  private style = 0;
  private value = '';
  private formula = '';
  private hasValue = false;
  /** What the text that comes belongs to. */
  private into: 'value' | 'formula' | null = null;
  private isPhonetic = false;

  constructor(private readonly context: SheetContext) {}

  read(token: XmlToken): void {
    if (token.kind === 'text') {
      if (this.into === 'value' && !this.isPhonetic) this.value += token.text;
      else if (this.into === 'formula') this.formula += token.text;
    } else if (token.kind === 'open') this.open(token);
    else this.close(token.name);
  }

  private open({ name, attributes, isEmpty }: XmlToken & { kind: 'open' }): void {
    if (name === 'row') {
      this.rowNumber = Number(attributeOf(attributes, 'r') ?? this.rowNumber + 1);
      this.cells = [];
      this.column = 0;
    } else if (name === 'c') {
      this.column = columnOf(attributeOf(attributes, 'r')) ?? this.column + 1;
      this.type = attributeOf(attributes, 't') ?? 'n';
      this.style = Number(attributeOf(attributes, 's') ?? 0);
      this.value = '';
      this.formula = '';
      this.hasValue = false;
    } else if (name === 'v' || name === 't') {
      this.into = isEmpty ? null : 'value';
      this.hasValue = true;
    } else if (name === 'f') this.into = isEmpty ? null : 'formula';
    else if (name === 'rPh') this.isPhonetic = !isEmpty;
  }

  private close(name: string): void {
    if (name === 'c') this.put();
    else if (name === 'row') {
      if (this.cells.some((cell) => cell !== undefined && cell !== '')) {
        this.rows.push({ rowNumber: this.rowNumber, cells: Array.from(this.cells, (cell = '') => cell) });
      }
      this.cells = [];
    } else if (name === 'v' || name === 't' || name === 'f') this.into = null;
    else if (name === 'rPh') this.isPhonetic = false;
  }

  private put(): void {
    if (this.column > COLUMNS_MAX) return;
    const text = this.textOfCell();
    if (text !== '') this.cells[this.column - 1] = text;
  }

  private textOfCell(): string {
    // A formula that nobody has calculated says nothing of its value: it is shown as it stands, and refused where it is read.
    if (!this.hasValue) return this.formula === '' ? '' : `=${this.formula}`;
    const { value, type, style } = this;
    if (type === 's') return this.context.texts[Number(value)] ?? '';
    if (type === 'b') return isTrue(value.trim()) ? 'TRUE' : 'FALSE';
    if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
    if (type !== 'n') return cellCharacters(value);
    const stored = value.trim();
    return stored === '' ? '' : shownNumber(stored, this.context.forms[style] ?? 'number', this.context.epoch);
  }
}

/** The number of the column of a place such as AB12, from 1. */
function columnOf(place: string | undefined): number | null {
  if (place === undefined) return null;
  let column = 0;
  for (const character of place) {
    const code = character.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column === 0 ? null : column;
}
