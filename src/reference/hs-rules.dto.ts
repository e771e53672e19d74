import { PageQuery } from '../platform/http/page.js';
import { Field, type Form } from '../platform/http/shapes/shape.js';
import { HS_FLAGS, type HsFlag } from './domain/code-tables.js';

const PREFIX: Form = { pattern: /^\d{2,10}$/, name: 'hs-prefix' };

export class AddHsRule {
  @Field.text({ max: 10, form: PREFIX, required: true, description: 'First 2 to 10 digits of the commodity code.' })
  prefix!: string;

  @Field.oneOf(HS_FLAGS, { required: true })
  flag!: HsFlag;

  @Field.day({ required: true })
  validFrom!: string;

  @Field.day({ description: 'Last day, inclusive; without one it holds until further notice.' })
  validTo?: string;

  @Field.day({
    description: 'With `ineligible`: the day from which it is refused; from `validFrom` until then it is a warning.',
  })
  refusesFrom?: string;

  @Field.text({ max: 300, lines: true, required: true, description: 'Where the rule stands.' })
  source!: string;
}

export class EndHsRule {
  @Field.day({ description: 'Last day, inclusive; without one the rule holds until further notice.' })
  validTo?: string;

  @Field.day({ description: 'The day from which `ineligible` is refused; without it that day stays.' })
  refusesFrom?: string;

  @Field.text({ max: 300, lines: true, description: 'Where the rule stands; without it the source stays.' })
  source?: string;
}

export class HsRuleQuery extends PageQuery {
  @Field.text({
    max: 10,
    form: { pattern: /^\d{1,10}$/, name: 'hs-digits' },
    description: 'Rules that concern this code, or codes that begin so.',
  })
  code?: string;

  @Field.oneOf(HS_FLAGS)
  flag?: HsFlag;

  @Field.day({ description: 'Rules that hold on this day.' })
  on?: string;
}
