import type { ColumnType, TableColumn } from '../../platform/files/table.js';
import type { Language } from '../../vocabulary/language.js';
import { definitionOf } from '../domain/definitions.js';

/** What a column is where it is not text: its type, and for decimals how many there may be. */
const TYPES: Readonly<Record<string, readonly [type: ColumnType, scale?: number]>> = {
  value: ['decimal', 2],
  share: ['decimal', 4],
  change: ['decimal', 4],
  netWeightKg: ['decimal', 5],
  quantity: ['decimal', 5],
  declarations: ['integer'],
  changes: ['integer'],
  version: ['integer'],
  itemNumber: ['integer'],
  amendment: ['integer'],
  day: ['day'],
  postedAt: ['instant'],
};

const MEASURES = ['value', 'share', 'change', 'netWeightKg', 'quantity', 'declarations', 'changes'];

/** A column by its name; `keys` are those that say which row it is. */
export function columnNamed(name: string, language: Language, keys: readonly string[]): TableColumn {
  const [type, scale] = TYPES[name] ?? ['text'];
  const { name: title, meaning } = definitionOf(name, language);
  const role = keys.includes(name) ? 'dimension' : MEASURES.includes(name) ? 'measure' : 'attribute';
  return { name, type, ...(scale === undefined ? {} : { scale }), title, about: meaning, role };
}

export const LINE_FILE_COLUMNS = [
  ...['day', 'id', 'declarationId', 'reference', 'entryId', 'version', 'itemNumber', 'hsCode', 'name', 'chapter'],
  ...[
    'country',
    'countryName',
    'market',
    'broker',
    'brokerName',
    'consignor',
    'customsOffice',
    'exitOffice',
    'currency',
  ],
  ...['transportMode', 'quantity', 'unit', 'value', 'netWeightKg', 'cause', 'postedAt'],
] as const;
export const LINE_KEYS = ['day', 'id', 'itemNumber'] as const;

export const CHANGE_COLUMNS = [
  ...[
    'postedAt',
    'declarationId',
    'reference',
    'entryId',
    'version',
    'day',
    'country',
    'countryName',
    'market',
    'broker',
  ],
  ...['brokerName', 'cause', 'reason', 'value', 'netWeightKg', 'amendment', 'reasonCode'],
] as const;
export const CHANGE_KEYS = ['postedAt', 'declarationId', 'version', 'day', 'country'] as const;

export const CAUSE_COLUMNS = ['cause', 'reason', 'value', 'netWeightKg', 'changes', 'declarations'] as const;
