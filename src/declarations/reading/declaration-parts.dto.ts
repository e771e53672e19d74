import type { Fault } from '../../platform/http/shapes/field-shape.js';
import { Field } from '../../platform/http/shapes/shape.js';
import type { AttachedDocument, Charge, ContainerLoad, GoodsLine } from '../domain/declaration.js';
import { normaliseContainerNumber } from '../../vocabulary/identifiers/container-number.js';

/** Goods lines of one declaration; the contract's limit. */
export const GOODS_LINES_MAX = 2_000;
/** Goods lines that all containers of a declaration name, together. */
export const CONTAINER_LINKS_MAX = 50_000;
const LINE_NUMBER_MAX = 99_999;
/** Longer than any code of a table: a wrong code is a broken rule with its remedy, not as a wrong shape. */
export const CODE_MAX = 32;
export const NAME_MAX = 255;
const ELEMENTS_MAX = 1_000;
/** Twelve digits before the point, so that two thousand lines in any currency still fit the columns of the totals. */
const AMOUNT = { integerDigits: 12, scale: 5 };
export const WEIGHT = { ...AMOUNT, description: 'Kilograms.' };

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

export function tooManyLinks(containers: readonly unknown[]): Fault {
  const count = containers
    .map((container) => (container as Partial<ContainerBody> | null)?.goodsLines)
    .reduce((sum, lines) => sum + (Array.isArray(lines) ? lines.length : 0), 0);
  if (count <= CONTAINER_LINKS_MAX) return null;
  return { code: 'too-many-container-links', params: { max: String(CONTAINER_LINKS_MAX), count: String(count) } };
}

export class GoodsLineBody implements GoodsLine {
  @Field.integer({ min: 1, max: LINE_NUMBER_MAX })
  line?: number;

  @Field.text({ max: CODE_MAX, example: '5407520000' })
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

  @Field.decimal({ ...AMOUNT, description: 'In the first unit that the tariff gives the code.', example: '12000' })
  legalQuantity1?: string;

  @Field.decimal({ ...AMOUNT, description: 'In the second unit, where the tariff gives one.', example: '6900' })
  legalQuantity2?: string;

  @Field.text({ max: ELEMENTS_MAX, description: 'What the tariff asks to be said of these goods, joined by |.' })
  elements?: string;

  @Field.text({ max: CODE_MAX, description: 'Domestic area of five digits.', example: '33069' })
  domesticSource?: string;

  @Field.integer({ min: 1, max: LINE_NUMBER_MAX, description: 'Line of the trade record these goods come from.' })
  tradeLine?: number;
}

export class DocumentBody implements AttachedDocument {
  @Field.text({ max: CODE_MAX, required: true, example: '00000001' })
  code: string;

  @Field.text({ max: 64 })
  number?: string;
}
