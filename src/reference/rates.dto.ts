import { Field } from '../platform/http/shapes/shape.js';

const CURRENCIES_MAX = 300;
/** What the column keeps: more digits would be rounded without a word. */
const RATE = { integerDigits: 10, scale: 8 } as const;

export class RateInput {
  @Field.text({ max: 3, required: true, example: 'USD' })
  currency!: string;

  @Field.decimal({ ...RATE, required: true, description: 'Yuan for one unit.', example: '6.3706' })
  toCny!: string;

  @Field.decimal({ ...RATE, required: true, description: 'US dollars for one unit.', example: '1' })
  toUsd!: string;
}

export class PutRates {
  @Field.objects(() => RateInput, { max: CURRENCIES_MAX, required: true })
  rates!: RateInput[];
}
