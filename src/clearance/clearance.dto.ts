import { PageQuery } from '../platform/http/page.js';
import { PERIOD_KINDS, type PeriodKind, type PeriodState } from '../platform/periodic/period-ledger.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';

const PERIOD_STATES = ['due', 'running', 'finished', 'parked'] as const satisfies readonly PeriodState[];

export class AskClearance {
  @Field.text({ max: 20, required: true, example: 'KQ-CTC' })
  market!: string;

  @Field.day({ required: true, description: 'A day whose cut-off has passed.' })
  date!: string;
}

export class PreviewClearance {
  @Field.text({ max: 20, required: true, example: 'KQ-CTC' })
  market!: string;

  @Field.day({ required: true, description: 'Today or a day before; today is answered as of now.' })
  date!: string;
}

export class RerunClearance {
  @Field.text({
    max: 500,
    lines: true,
    required: true,
    description: 'Why the day is computed again; kept with the edition.',
  })
  reason!: string;
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

export class JobsQuery extends PageQuery {
  @Field.oneOf(PERIOD_KINDS)
  kind?: PeriodKind;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.oneOf(PERIOD_STATES)
  state?: PeriodState;
}
