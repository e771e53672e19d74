import { PageQuery } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';
import type { Format } from '../platform/http/accept.js';

/** What a statement is written as. */
export const FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const satisfies readonly Format[];

export class AskSettlement {
  @Field.text({ max: 20, required: true, example: 'KQ-CTC' })
  market!: string;

  @Field.week({
    required: true,
    description: 'An ISO week that is over and past the settlement time of the Monday after.',
  })
  week!: string;
}

export class SettlementsQuery extends PageQuery {
  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.week()
  week?: string;

  @Field.id({ description: 'Organisation id of a firm; a broker sees its own statements only.' })
  broker?: string;
}

export class SettlementQuery {
  @Field.checked(
    (value) =>
      typeof value === 'string' && FORMATS.some((known) => known === value)
        ? null
        : { code: 'format-unsupported', params: { value: String(value).slice(0, 40), allowed: FORMATS.join(', ') } },
    { type: 'string', enum: [...FORMATS] },
    { description: 'json (default), csv, xlsx or pdf; without it the Accept header decides.' },
  )
  format?: string;
}
