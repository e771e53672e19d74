import type { Format } from '../../platform/http/accept.js';
import { Field } from '../../platform/http/shapes/shape.js';
import type { DeclarationInput } from '../domain/declaration.js';
import {
  BuyerBody,
  ChargeBody,
  CODE_MAX,
  ConsignorBody,
  CONTAINER_LINKS_MAX,
  ContainerBody,
  DocumentBody,
  GOODS_LINES_MAX,
  GoodsLineBody,
  PrincipalBody,
  tooManyLinks,
  WEIGHT,
} from './declaration-parts.dto.js';

export const REFERENCE_MAX = 64;
const CONTAINERS_MAX = 500;
const DOCUMENTS_MAX = 50;
/** The form takes 255 characters; what does not fit is a question of the form, not of its storage. */
const REMARKS_MAX = 1_000;

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

  @Field.text({ max: 64 })
  contractNumber?: string;

  @Field.text({ max: CODE_MAX, example: '2' })
  transportMode?: string;

  @Field.text({ max: 64 })
  vessel?: string;

  @Field.text({ max: 32 })
  voyage?: string;

  @Field.text({ max: 64 })
  billOfLading?: string;

  @Field.text({ max: CODE_MAX, example: 'NGA036' })
  portOfDestination?: string;

  @Field.text({ max: CODE_MAX, description: 'Port in China where the goods leave the country.', example: '380101' })
  exitPort?: string;

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

  @Field.text({ max: REMARKS_MAX, lines: true })
  remarks?: string;

  @Field.objects(() => DocumentBody, { max: DOCUMENTS_MAX, description: 'Documents that go with the declaration.' })
  documents?: DocumentBody[];

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

export const DECLARATION_FORMATS = ['json', 'pdf'] as const satisfies readonly Format[];

export class DeclarationQuery {
  @Field.text({ max: 40, description: 'json (default) or pdf, the paper form; without it the Accept header decides.' })
  format?: string;
}
