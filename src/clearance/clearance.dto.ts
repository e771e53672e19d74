import { PageQuery } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';

export class AskClearance {
  @Field.text({ max: 20, required: true, example: 'KQ-CTC' })
  market!: string;

  @Field.day({ required: true, description: 'A day whose cut-off has passed.' })
  date!: string;
}

export class SignOffClearance {
  @Field.text({ max: 2_000, description: 'What the officer has to say about the day.' })
  remarks?: string;
}

export class ClearanceRunsQuery extends PageQuery {
  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.day({ description: 'First day.' })
  from?: string;

  @Field.day({ description: 'Last day, inclusive.' })
  to?: string;
}
