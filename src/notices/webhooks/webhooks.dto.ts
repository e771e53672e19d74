import { PageQuery } from '../../platform/http/page.js';
import { Field } from '../../platform/http/shapes/shape.js';
import { EVENT_TYPES, type EventType, isEventType } from '../../domain-events/domain-event.js';

const Events = () =>
  Field.checked(
    (value) => {
      if (!Array.isArray(value)) return { code: 'type-wrong', params: { expected: 'array' } };
      const strange = value.find((event) => !isEventType(event));
      if (value.length > 0 && strange === undefined && new Set(value).size === value.length) return null;
      return {
        code: 'enum-invalid',
        params: { value: String(strange ?? value).slice(0, 40), allowed: EVENT_TYPES.join(', ') },
      };
    },
    { type: 'array', items: { type: 'string', enum: [...EVENT_TYPES] }, minItems: 1, uniqueItems: true },
    { required: true, description: 'The events that the endpoint receives.', example: ['declaration.moved'] },
  );

export class CreateWebhook {
  @Field.text({ max: 1_000, required: true, example: 'https://broker.example/loomgate' })
  url!: string;

  @Events()
  events!: EventType[];
}

export class ReplaceWebhook extends CreateWebhook {
  @Field.oneOf(['active', 'paused'], {
    description: 'Without it active: also what was switched off goes on where it stopped.',
  })
  state?: 'active' | 'paused';
}

export class DeliveriesQuery extends PageQuery {
  @Field.integerText({
    min: 0,
    max: 999_999_999,
    description: 'Number of the last event you have: what came after it, in rising order. Without it the latest first.',
  })
  after?: string;
}
