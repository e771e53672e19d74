import { PageQuery } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';
import { PERIOD_KINDS, type PeriodKind, type PeriodState } from './period-ledger.js';

const PERIOD_STATES = ['due', 'running', 'finished', 'parked'] as const satisfies readonly PeriodState[];

export class JobsQuery extends PageQuery {
  @Field.oneOf(PERIOD_KINDS)
  kind?: PeriodKind;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.oneOf(PERIOD_STATES)
  state?: PeriodState;
}
