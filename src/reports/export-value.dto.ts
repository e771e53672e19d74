import { PageField } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';
import { BASES } from './domain/dimensions.js';

/** The question of a report, as query parameters. `readQuestion` checks what the shape cannot express. */
export class ExportValueQuery {
  @Field.day({ required: true, description: 'First day, Asia/Shanghai.', example: '2021-01-01' })
  from!: string;

  @Field.day({ required: true, description: 'Last day, inclusive; at most 20 years.', example: '2021-12-31' })
  to!: string;

  @Field.oneOf(['CNY', 'USD'], { description: 'Currency of the values; default CNY.' })
  currency?: string;

  @Field.text({ max: 200, description: 'Dimensions, comma-separated; default country.', example: 'country,month' })
  groupBy?: string;

  @Field.oneOf(BASES, { description: 'On which day an item counts; default closed, the statistics.' })
  basis?: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Country of final destination, alpha-3.' })
  country?: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Market code.' })
  market?: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'HS chapter, two digits.' })
  chapter?: string;

  @Field.id({ description: 'A broker, by its organisation id.' })
  broker?: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Customs code of the transport mode.' })
  transportMode?: string;

  @Field.text({ max: CODE_ASKED_MAX, description: 'Currency of the declarations.' })
  declaredCurrency?: string;

  @Field.instant({ description: 'As known at this instant; default now.' })
  asOf?: string;

  @Field.text({ max: 40, description: 'json (default) or csv; Accept says the same.' })
  format?: string;
}

/** The same question, page by page. `groupBy` changes nothing here: a figure's link can be sent as it is. */
export class LinesQuery extends ExportValueQuery {
  @PageField.limit()
  limit?: string;

  @PageField.cursor()
  cursor?: string;
}

export class ChangesQuery extends LinesQuery {
  @Field.instant({ required: true, description: 'What was known then is compared with what is known as of asOf.' })
  since!: string;
}
