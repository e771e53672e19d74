import { PageQuery } from '../../platform/http/page.js';
import { Field } from '../../platform/http/shapes/shape.js';
import { isInstant } from '../../vocabulary/period.js';
import { REFERENCE_MAX } from '../reading/declarations.dto.js';
import { RECEIPT_CHANNELS } from '../domain/receipt-codes.js';
import { PARKED_REASONS } from '../domain/status/parked-reasons.js';

/** Receipts of one request. */
export const RECEIPTS_MAX = 2_000;
const TEXT_MAX = 2_000;

export class ReceiptBody {
  @Field.oneOf(RECEIPT_CHANNELS, { required: true })
  channel: string;

  @Field.text({
    max: 32,
    required: true,
    example: 'R',
    description: 'As the channel sends it; an unknown one is parked.',
  })
  code: string;

  @Field.checked(
    (value) => {
      if (typeof value !== 'string') return { code: 'type-wrong', params: { expected: 'string' } };
      return value.length > TEXT_MAX ? { code: 'text-too-long', params: { max: String(TEXT_MAX) } } : null;
    },
    { type: 'string', maxLength: TEXT_MAX },
    { description: 'As the channel sends it; may be empty.' },
  )
  text?: string;

  @Field.checked(
    (value) =>
      typeof value === 'string' && isInstant(value)
        ? null
        : { code: 'instant-invalid', params: { value: String(value).slice(0, 40) } },
    { type: 'string', format: 'date-time' },
    { required: true, description: 'When it happened at customs: it decides the days.' },
  )
  eventTime: string;

  @Field.id()
  declarationId?: string;

  @Field.text({ max: 64, description: 'The customs number; beside another name it is the number customs has given.' })
  entryId?: string;

  @Field.text({ max: REFERENCE_MAX })
  reference?: string;

  @Field.id({ description: 'The firm meant (an organisation id), where a reference alone is ambiguous.' })
  broker?: string;
}

export class ReceiptsBody {
  @Field.objects(() => ReceiptBody, { min: 1, max: RECEIPTS_MAX, required: true })
  receipts: ReceiptBody[];
}

export class ReceiptsQuery extends PageQuery {}

export class ParkedReceiptsQuery extends PageQuery {
  @Field.oneOf(PARKED_REASONS)
  reason?: string;
}
