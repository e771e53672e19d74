import { Field } from '../../platform/http/shapes/shape.js';

const LIMIT_MAX = 100;

export class CodeLookupQuery {
  @Field.text({
    max: 100,
    description:
      'Digits of the code, words of the name in any order, its pinyin or the initials of that; fibres also by the names of the trade (涤纶 for what the tariff calls 聚酯). Without it what was used last.',
    example: 'lgs',
  })
  q?: string;

  @Field.day({ description: 'Day on which the codes are valid; default today.' })
  on?: string;

  @Field.integerText({ min: 1, max: LIMIT_MAX, description: 'Most answers; default 20.' })
  limit?: string;
}
