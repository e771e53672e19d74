import type {
  AttachedDocument,
  Buyer,
  Charge,
  Consignor,
  ContainerLoad,
  DeclarationInput,
  GoodsLine,
  Principal,
} from '../../declarations/domain/declaration.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';

/** A field that is to be corrected, and why. */
export interface AskedField {
  /** JSON pointer into the declaration, `/goods/0/netWeightKg`; the position is that of the day it was asked. */
  readonly pointer: string;
  readonly comment: string;
}

/** A field with what it said when it was asked for; null where it was not given. */
export interface RecordedField extends AskedField {
  readonly value: unknown;
}

/** What the broker says to one field; `value` is what it should say, as text. */
export interface AnsweredField {
  readonly pointer: string;
  readonly text: string;
  readonly value?: string | undefined;
}

export type Shape = true | { readonly [name: string]: Shape } | readonly [Shape];
/** A field that is added to the declaration and not here does not compile. */
type ShapeOf<T> = { readonly [name in keyof Required<T>]: Shape };

const CHARGE: ShapeOf<Charge> = { mark: true, value: true, currency: true };
const CONSIGNOR: ShapeOf<Consignor> = { uscc: true, name: true };
const PRINCIPAL: ShapeOf<Principal> = { idType: true, id: true, name: true };
const BUYER: ShapeOf<Buyer> = { name: true, country: true, documentNumber: true };
const CONTAINER: ShapeOf<ContainerLoad> = { number: true, goodsLines: true };
const DOCUMENT: ShapeOf<AttachedDocument> = { code: true, number: true };
const GOODS_LINE: ShapeOf<GoodsLine> = {
  line: true,
  legalQuantity1: true,
  legalQuantity2: true,
  elements: true,
  domesticSource: true,
  tradeLine: true,
  hsCode: true,
  name: true,
  specification: true,
  quantity: true,
  unit: true,
  packages: true,
  grossWeightKg: true,
  netWeightKg: true,
  totalPrice: true,
  finalDestination: true,
  stall: true,
};

/** `reference` and `market` name the declaration: with others it is another one, so nobody asks for them. */
export const CORRECTABLE_FIELDS: ShapeOf<Omit<DeclarationInput, 'reference' | 'market'>> = {
  tradeRecord: true,
  declaredOn: true,
  customsOffice: true,
  exitOffice: true,
  consignor: CONSIGNOR,
  principal: PRINCIPAL,
  buyer: BUYER,
  tradeTerms: true,
  currency: true,
  freight: CHARGE,
  insurance: CHARGE,
  otherCharges: CHARGE,
  contractNumber: true,
  transportMode: true,
  vessel: true,
  voyage: true,
  billOfLading: true,
  portOfDestination: true,
  exitPort: true,
  tradeCountry: true,
  arrivalCountry: true,
  packages: true,
  packageType: true,
  grossWeightKg: true,
  netWeightKg: true,
  simplified: true,
  remarks: true,
  documents: [DOCUMENT],
  containers: [CONTAINER],
  goods: [GOODS_LINE],
};

const segmentsOf = (place: string): string[] | null =>
  place.startsWith('/') ? place.slice(1).split('/').map(unescaped) : null;
const unescaped = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/**
 * What a declaration says at a place: null where it says nothing, undefined where nothing can be said: a field it does
 * not know, or a row it does not have.
 */
export function valueAt(input: DeclarationInput, place: string): unknown {
  const segments = segmentsOf(place);
  if (segments === null) return undefined;
  let shape: Shape = CORRECTABLE_FIELDS;
  let value: unknown = input;
  for (const segment of segments) {
    if (shape === true) return undefined;
    if (isList(shape)) {
      const row: unknown =
        Array.isArray(value) && /^(0|[1-9]\d{0,5})$/.test(segment) ? value[Number(segment)] : undefined;
      if (row === undefined) return undefined;
      [shape, value] = [shape[0], row];
    } else {
      const inner: Shape | undefined = Object.hasOwn(shape, segment) ? shape[segment] : undefined;
      if (inner === undefined) return undefined;
      [shape, value] = [inner, (value as Readonly<Record<string, unknown>> | null)?.[segment] ?? null];
    }
  }
  return value ?? null;
}

/** The fields that are asked for with what they say; or everything that is wrong with the list. */
export function recorded(
  input: DeclarationInput,
  fields: readonly AskedField[],
): { readonly fields: RecordedField[]; readonly findings: Violation[] } {
  const findings = fields.flatMap(({ pointer: place }, index) => {
    const at = pointer('fields', index, 'pointer');
    if (valueAt(input, place) === undefined) return [violation('correction-field-unknown', at, { value: place })];
    const first = fields.findIndex((other) => other.pointer === place);
    return first < index ? [violation('correction-field-repeated', at, { value: place })] : [];
  });
  if (fields.length === 0) findings.push(violation('required-missing', '/fields', { field: 'fields' }));
  return { fields: fields.map((field) => ({ ...field, value: valueAt(input, field.pointer) ?? null })), findings };
}

/** Everything that is wrong with an answer: a field that was not asked for, one given twice, one left out. */
export function againstAnswer(asked: readonly AskedField[], answered: readonly AnsweredField[]): Violation[] {
  const wrong = answered.flatMap(({ pointer: place }, index) => {
    const at = pointer('fields', index, 'pointer');
    if (!asked.some((field) => field.pointer === place))
      return [violation('correction-not-asked', at, { value: place })];
    const first = answered.findIndex((other) => other.pointer === place);
    return first < index ? [violation('correction-field-repeated', at, { value: place })] : [];
  });
  const left = asked.filter((field) => !answered.some((other) => other.pointer === field.pointer));
  return [...wrong, ...left.map((field) => violation('correction-unanswered', '/fields', { value: field.pointer }))];
}
