import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';

export class PreviewBody {
  @Field.text({ max: 20, required: true, example: 'KQ-CTC' })
  market!: string;

  @Field.week({ required: true, description: 'An ISO week that has begun: a past one or the present.' })
  week!: string;

  @Field.id({ description: 'Organisation id of a firm whose statement is wanted in full; without it the market’s.' })
  broker?: string;
}

export class RerunBody {
  @Field.text({
    max: 500,
    lines: true,
    required: true,
    description: 'Why the week is made again; kept with the re-run.',
  })
  reason!: string;
}

export class ReviewQuery extends PageQuery {}
