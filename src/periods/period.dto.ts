import { PageQuery } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';
import { PERIOD_KINDS } from './period-kind.js';
import type { PeriodState } from './ledger/period-run.entity.js';

/** The kinds declare themselves while the modules are loaded, which is after this: the description refers to their list, no copy of it. */
const kindField = () =>
  Field.checked(
    (value) =>
      typeof value === 'string' && PERIOD_KINDS.includes(value)
        ? null
        : { code: 'enum-invalid', params: { value: String(value).slice(0, 40), allowed: PERIOD_KINDS.join(', ') } },
    { type: 'string', enum: PERIOD_KINDS, example: 'daily-clearance' },
    { description: 'A kind of period.' },
  );

export class RerunBody {
  @Field.text({
    max: 500,
    lines: true,
    required: true,
    description: 'Why the period is computed again; kept with the revision.',
  })
  reason!: string;
}

export class PreviewQuery {
  @Field.id({ description: 'Organisation id of a firm whose part of the content is wanted.' })
  broker?: string;
}

export class ExclusionsQuery extends PageQuery {
  @kindField()
  kind?: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.text({ max: 20, description: 'A day, an ISO week or a month.', example: '2026-11-10' })
  period?: string;
}

const PERIOD_STATES = ['due', 'running', 'finished', 'failed'] as const satisfies readonly PeriodState[];

export class JobsQuery extends PageQuery {
  @kindField()
  kind?: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.oneOf(PERIOD_STATES)
  state?: PeriodState;
}
