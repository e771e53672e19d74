import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';
import { DATED_RULES } from './domain/trade-rules.js';

const VERSIONS_MAX = 100_000;

export class AddTradeRule {
  @Field.text({ max: 64, required: true, description: `One of ${DATED_RULES.join(', ')}.`, example: DATED_RULES[0] })
  code!: string;

  @Field.integer({
    min: 1,
    max: VERSIONS_MAX,
    description: 'The version this is going to be: one after the last. Refused (409) when somebody else was first.',
  })
  version?: number;

  @Field.day({ description: 'First day; required unless the rule is withdrawn.', example: '2027-01-01' })
  validFrom?: string;

  @Field.day({ description: 'Last day, inclusive; without one it holds until further notice.' })
  validTo?: string;

  @Field.day({
    description: 'From this day on a breach is refused, before it is a warning; without it always a warning.',
    example: '2027-04-01',
  })
  refusesFrom?: string;

  @Field.flag({ description: 'True: from today on the rule holds on no day. Goes without days.' })
  withdrawn?: boolean;

  @Field.text({ max: 300, lines: true, required: true, description: 'Where these days stand.' })
  source!: string;
}

export class TradeRulesQuery extends PageQuery {
  @Field.day({ description: 'The day asked about; default today.' })
  on?: string;

  @Field.flagText({ description: 'Also rules that do not hold yet on that day, but later.' })
  announced?: string;
}
