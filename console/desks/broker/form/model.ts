import type { Schemas } from '../../../api/types';
import { linesOfRows } from '../../../grid/lines';
import type { GoodsRow } from '../../../grid/rows';
import { HEADER_FIELDS, type HeaderField } from '../../../shared/declaration/field-name';

export type DeclarationBody = Schemas['DeclarationBody'];

/** What is typed outside of the grid. Lists are texts, one entry a line. */
export interface Header {
  readonly texts: Readonly<Partial<Record<HeaderField, string>>>;
  readonly simplified: boolean;
  readonly containers: string;
  readonly documents: string;
}

export const EMPTY_HEADER: Header = { texts: {}, simplified: false, containers: '', documents: '' };

export const pointerOf = (field: HeaderField): string => `/${field.replace('.', '/')}`;

type Loose = Record<string, unknown>;

/** The body as the service takes it. Only what is filled is sent; a number that is none goes as it is typed, and the service says so. */
export function bodyOf(header: Header, rows: readonly GoodsRow[]): DeclarationBody {
  const body: Loose = {};
  for (const field of HEADER_FIELDS) {
    const text = (header.texts[field] ?? '').trim();
    if (text === '') continue;
    const value = field === 'packages' && /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : text;
    const [name = '', part] = field.split('.');
    if (part === undefined) body[name] = value;
    else body[name] = { ...(body[name] as Loose | undefined), [part]: value };
  }
  for (const name of ['freight', 'insurance', 'otherCharges']) {
    const charge = body[name] as Loose | undefined;
    if (charge && charge['value'] === undefined) delete body[name];
  }
  if (header.simplified) body['simplified'] = true;
  const containers = containersOf(header.containers);
  if (containers.length > 0) body['containers'] = containers;
  const documents = documentsOf(header.documents);
  if (documents.length > 0) body['documents'] = documents;
  const { goods } = linesOfRows(rows);
  if (goods.length > 0) body['goods'] = goods;
  return body as unknown as DeclarationBody;
}

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function containersOf(text: string): object[] {
  return linesIn(text).map((line) => {
    const [number = '', lines = ''] = line.split(/[:：]/);
    const goodsLines = lines
      .split(/[,，\s]+/)
      .filter((part) => /^\d+$/.test(part))
      .map((part) => Number.parseInt(part, 10));
    return goodsLines.length > 0 ? { number: number.trim(), goodsLines } : { number: number.trim() };
  });
}

function documentsOf(text: string): object[] {
  return linesIn(text).map((line) => {
    const [code = '', ...rest] = line.split(/\s+/);
    return rest.length > 0 ? { code, number: rest.join(' ') } : { code };
  });
}

/** The form of a body, of the service or of the journal. */
export function headerOf(body: object): Header {
  const given = body as Loose;
  const texts: Partial<Record<HeaderField, string>> = {};
  for (const field of HEADER_FIELDS) {
    const [name = '', part] = field.split('.');
    const value = part === undefined ? given[name] : (given[name] as Loose | undefined)?.[part];
    if (value !== undefined && value !== null && value !== '') texts[field] = String(value);
  }
  const containers = (given['containers'] ?? []) as { number: string; goodsLines?: number[] }[];
  const documents = (given['documents'] ?? []) as { code: string; number?: string }[];
  return {
    texts,
    simplified: given['simplified'] === true,
    containers: containers
      .map(({ number, goodsLines }) => (goodsLines?.length ? `${number}: ${goodsLines.join(',')}` : number))
      .join('\n'),
    documents: documents.map(({ code, number }) => [code, number].filter(Boolean).join(' ')).join('\n'),
  };
}

const DERIVED =
  /^(id|status|version|revision|entryId|splitGroup|brokerId|brokerName|items|totals|valuation|findings|next|lane|counts|.*At)$/;

/** What of an answer was written by people: the same as what would be sent back unchanged. */
export const inputOf = (answer: object): DeclarationBody =>
  Object.fromEntries(Object.entries(answer).filter(([name]) => !DERIVED.test(name))) as unknown as DeclarationBody;

/** The same for any order of fields: whether there is something to save. */
export function digestOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
