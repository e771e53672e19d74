import { PageQuery } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';
import { REMINDER_KINDS, type ReminderKind } from './reminders.repository.js';

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
  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.month()
  month?: string;

  @Field.oneOf(REMINDER_KINDS, { description: 'reminder: sent on the first; pre-close: the warning before the month.' })
  kind?: ReminderKind;

  @Field.id({ description: 'Organisation id of a firm; a broker sees its own reminders only.' })
  broker?: string;
}

export class AcknowledgedItem {
  @Field.text({ max: 40, required: true, example: 'released-not-closed' })
  kind!: string;

  @Field.id({ required: true, description: 'Id of the subject of the item.' })
  subject!: string;
}

/** An item list for thousands of open declarations must pass; the limit is the one of all arrays. */
const ITEMS_MAX = 2_000;

export class AcknowledgeBody {
  @Field.objects(() => AcknowledgedItem, { max: ITEMS_MAX })
  items?: AcknowledgedItem[];

  @Field.text({ max: 500, lines: true, required: true, description: 'What is being done about it.' })
  note!: string;
}
