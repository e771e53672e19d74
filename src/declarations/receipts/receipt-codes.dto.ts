import { PageQuery } from '../../platform/http/page.js';
import { Field } from '../../platform/http/shapes/shape.js';
import { CODE_MEANINGS, type CodeMeaning, RECEIPT_CHANNELS, type ReceiptChannel } from '../domain/receipt-codes.js';

export class ReceiptCodeBody {
  @Field.oneOf(RECEIPT_CHANNELS, { required: true })
  channel: ReceiptChannel;

  @Field.text({ max: 32, required: true, example: 'Q9', description: 'Exactly as the channel sends it.' })
  code: string;

  @Field.oneOf(CODE_MEANINGS, {
    required: true,
    description: 'What the receipt says happened; information is kept with the declaration and moves nothing.',
  })
  meaning: CodeMeaning;

  @Field.text({ max: 100, required: true, example: '无纸化审结' })
  name: string;

  @Field.day({ required: true, description: 'By the day of the event.' })
  validFrom: string;

  @Field.day({ description: 'The last day; without it from then on. A correction keeps the end of what it corrects.' })
  validTo?: string;

  @Field.flag({
    description: 'Ends the mapping in force on validFrom the day before, and takes over its remaining days.',
  })
  corrects?: boolean;
}

export class ReceiptCodesQuery extends PageQuery {
  @Field.oneOf(RECEIPT_CHANNELS)
  channel?: string;

  @Field.day({ description: 'Only what is in force on this day.' })
  on?: string;
}

export class AssignBody {
  @Field.id({ required: true })
  declarationId: string;
}

export class DismissBody {
  @Field.text({ max: 500, lines: true, required: true, example: '他关回执，误发' })
  reason: string;
}
