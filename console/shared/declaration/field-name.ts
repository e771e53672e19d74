import { type Translate, hasText } from '../../texts';
import { wordOf } from '../trade';

/** The header's fields that are texts, as paths into the body, in the order of the paper form. */
export const HEADER_FIELDS = [
  'reference',
  'market',
  'declaredOn',
  'customsOffice',
  'exitOffice',
  'exitPort',
  'consignor.name',
  'consignor.uscc',
  'principal.idType',
  'principal.id',
  'principal.name',
  'buyer.name',
  'buyer.country',
  'buyer.documentNumber',
  'tradeTerms',
  'currency',
  'freight.mark',
  'freight.value',
  'freight.currency',
  'insurance.mark',
  'insurance.value',
  'insurance.currency',
  'otherCharges.mark',
  'otherCharges.value',
  'otherCharges.currency',
  'contractNumber',
  'transportMode',
  'vessel',
  'voyage',
  'billOfLading',
  'portOfDestination',
  'tradeCountry',
  'arrivalCountry',
  'packages',
  'packageType',
  'grossWeightKg',
  'netWeightKg',
  'remarks',
  'tradeRecord',
] as const;
export type HeaderField = (typeof HEADER_FIELDS)[number];

/** A pointer in words: `/goods/6/netWeightKg` is the net weight of line 7, as is `/goods/line:7/netWeightKg`. Unknown names stay. */
export function fieldName(pointer: string, t: Translate): string {
  const [first = '', second, third] = pointer.split('/').slice(1);
  if (first === 'goods' && second !== undefined) {
    const named = /^line:(\d+)$/.exec(second)?.[1];
    const line = named ?? String(Number.parseInt(second, 10) + 1);
    if (third === undefined) return t('field.line', { line });
    return t('field.of-line', { line, field: wordOf('line-field', third) });
  }
  const whole = [first, second].filter(Boolean).join('.');
  return hasText(`field.${whole}`) ? t(`field.${whole}` as 'field.buyer') : wordOf('field', first);
}

/** A value of a declaration as a text. */
export function fieldText(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (Array.isArray(value)) return value.map(fieldText).join('；');
  if (typeof value === 'object') return Object.values(value).map(fieldText).join(' ');
  return typeof value === 'boolean' ? (value ? '✓' : '✗') : String(value);
}
