import type { Fault } from '../../platform/http/shapes/field-shape.js';
import { Field } from '../../platform/http/shapes/shape.js';
import type { Charge, ContainerLoad, DeclarationInput, GoodsLine } from '../domain/declaration.js';
import { normaliseContainerNumber } from '../../vocabulary/identifiers/container-number.js';

/** Goods lines of one declaration; the contract's limit. */
export const GOODS_LINES_MAX = 2_000;
export const REFERENCE_MAX = 64;
const CONTAINERS_MAX = 500;
/** Goods lines that all containers of a declaration name, together. */
const CONTAINER_LINKS_MAX = 50_000;
const LINE_NUMBER_MAX = 99_999;
/** Longer than any code of a table: a wrong code is a broken rule with its remedy, not as a wrong shape. */
const CODE_MAX = 32;
export const NAME_MAX = 255;
/** Twelve digits before the point, so that two thousand lines in any currency still fit the columns of the totals. */
const AMOUNT = { integerDigits: 12, scale: 5 };
const WEIGHT = { ...AMOUNT, description: 'Kilograms.' };

export class ConsignorBody {
  @Field.text({ max: CODE_MAX, example: '91330621MA00000066' })
  uscc?: string;

  @Field.text({ max: NAME_MAX })
  name?: string;
}

export class PrincipalBody {
  @Field.text({ max: CODE_MAX, example: 'USCC' })
  idType?: string;

  @Field.text({ max: 64 })
  id?: string;

  @Field.text({ max: NAME_MAX })
  name?: string;
}

export class BuyerBody {
  @Field.text({ max: NAME_MAX })
  name?: string;

  @Field.text({ max: CODE_MAX, example: 'NGA' })
  country?: string;

  @Field.text({ max: 64, description: 'Passport or company number.' })
  documentNumber?: string;
}

export class ChargeBody implements Charge {
  @Field.oneOf(['rate', 'perTonne', 'total'], { required: true })
  mark: Charge['mark'];

  @Field.decimal({ ...AMOUNT, required: true, example: '850.00' })
  value: string;

  @Field.text({ max: CODE_MAX, description: "The declaration's currency unless given." })
  currency?: string;
}

const isLineNumber = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= LINE_NUMBER_MAX;

export class ContainerBody implements ContainerLoad {
  @Field.text({
    max: 64,
    required: true,
    of: normaliseContainerNumber,
    description: 'Width, case, blanks and hyphens make no other number.',
    example: 'CSQU3054383',
  })
  number: string;

  @Field.checked(
    (value) => {
      if (!Array.isArray(value)) return { code: 'type-wrong', params: { expected: 'array' } };
      if (value.length > GOODS_LINES_MAX) return { code: 'array-too-long', params: { max: String(GOODS_LINES_MAX) } };
      const params = { min: '1', max: String(LINE_NUMBER_MAX) };
      return value.every(isLineNumber) ? null : { code: 'integer-invalid', params };
    },
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: LINE_NUMBER_MAX }, maxItems: GOODS_LINES_MAX },
    { description: 'Goods lines in this container; without it all may be.' },
  )
  goodsLines?: number[];
}

function tooManyLinks(containers: readonly unknown[]): Fault {
  const count = containers
    .map((container) => (container as Partial<ContainerBody> | null)?.goodsLines)
    .reduce((sum, lines) => sum + (Array.isArray(lines) ? lines.length : 0), 0);
  if (count <= CONTAINER_LINKS_MAX) return null;
  return { code: 'too-many-container-links', params: { max: String(CONTAINER_LINKS_MAX), count: String(count) } };
}

export class GoodsLineBody implements GoodsLine {
  @Field.integer({ min: 1, max: LINE_NUMBER_MAX })
  line?: number;

  @Field.text({ max: CODE_MAX, example: '5407520090' })
  hsCode?: string;

  @Field.text({ max: NAME_MAX })
  name?: string;

  @Field.text({ max: NAME_MAX })
  specification?: string;

  @Field.decimal(AMOUNT)
  quantity?: string;

  @Field.text({ max: CODE_MAX, example: '030' })
  unit?: string;

  @Field.integer()
  packages?: number;

  @Field.decimal(WEIGHT)
  grossWeightKg?: string;

  @Field.decimal(WEIGHT)
  netWeightKg?: string;

  @Field.decimal({ ...AMOUNT, example: '18600.00' })
  totalPrice?: string;

  @Field.text({ max: CODE_MAX, example: 'NGA' })
  finalDestination?: string;

  @Field.text({ max: 64 })
  stall?: string;

  @Field.integer({ min: 1, max: LINE_NUMBER_MAX, description: 'Line of the trade record these goods come from.' })
  tradeLine?: number;
}

export class CopyBody {
  @Field.text({ max: REFERENCE_MAX, required: true, description: 'The reference of the copy.' })
  reference: string;
}

/** A declaration as a broker sends it. Everything but reference and market may still be missing. */
export class DeclarationBody implements DeclarationInput {
  @Field.text({ max: REFERENCE_MAX, required: true, description: 'Unique per broker.', example: 'DC-20211228-0001' })
  reference: string;

  @Field.text({ max: CODE_MAX, required: true, example: 'KQ-CTC' })
  market: string;

  @Field.day({ description: 'Day of filing at the Single Window; the business day of `submit` unless given.' })
  declaredOn?: string;

  @Field.text({
    max: 64,
    description:
      'Trade record of the market platform (交易单); it, or a line of it, is used by one live declaration only.',
    example: 'SCCG:3318961CXP17000834',
  })
  tradeRecord?: string;

  @Field.text({ max: CODE_MAX, example: '2906' })
  customsOffice?: string;

  @Field.text({ max: CODE_MAX, example: '3104' })
  exitOffice?: string;

  @Field.object(() => ConsignorBody)
  consignor?: ConsignorBody;

  @Field.object(() => PrincipalBody)
  principal?: PrincipalBody;

  @Field.object(() => BuyerBody)
  buyer?: BuyerBody;

  @Field.text({ max: CODE_MAX, example: 'CIF' })
  tradeTerms?: string;

  @Field.text({ max: CODE_MAX, example: 'USD' })
  currency?: string;

  @Field.object(() => ChargeBody)
  freight?: ChargeBody;

  @Field.object(() => ChargeBody)
  insurance?: ChargeBody;

  @Field.object(() => ChargeBody)
  otherCharges?: ChargeBody;

  @Field.text({ max: CODE_MAX, example: '2' })
  transportMode?: string;

  @Field.text({ max: 64 })
  billOfLading?: string;

  @Field.text({ max: CODE_MAX, example: 'NGA003' })
  portOfDestination?: string;

  @Field.text({ max: CODE_MAX, example: 'NGA' })
  tradeCountry?: string;

  @Field.text({ max: CODE_MAX, example: 'NGA' })
  arrivalCountry?: string;

  @Field.integer()
  packages?: number;

  @Field.text({ max: CODE_MAX, example: '06' })
  packageType?: string;

  @Field.decimal(WEIGHT)
  grossWeightKg?: string;

  @Field.decimal(WEIGHT)
  netWeightKg?: string;

  @Field.flag()
  simplified?: boolean;

  @Field.objects(() => ContainerBody, {
    max: CONTAINERS_MAX,
    check: tooManyLinks,
    description: `All of them together name at most ${CONTAINER_LINKS_MAX} goods lines.`,
  })
  containers?: ContainerBody[];

  @Field.objects(() => GoodsLineBody, { max: GOODS_LINES_MAX })
  goods?: GoodsLineBody[];
}

export const STATUSES = [
  'draft',
  'submitted',
  'accepted',
  'inspecting',
  'released',
  'closed',
  'returned',
  'cancelled',
] as const;
