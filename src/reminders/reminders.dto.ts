import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shape.js';

export class AskReminder {
  @Field.text({ max: 20, required: true, example: 'KQ-CTC' })
  market!: string;

  @Field.month({
    required: true,
    description: 'A month that is over and past the reminder time of the first after it.',
  })
  month!: string;
}

export class RemindersQuery extends PageQuery {
  @Field.text({ max: 20, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.month()
  month?: string;

  @Field.id({ description: 'Organisation id of a firm; a broker sees its own reminders only.' })
  broker?: string;
}
