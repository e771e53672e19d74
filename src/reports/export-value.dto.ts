import { PageField } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';
import { BASES } from './domain/dimensions.js';
import { SORTS } from './domain/question.js';

const SEVERAL = 'Several by comma.';
const filter = (description: string, example?: string) =>
  Field.several({
    max: CODE_ASKED_MAX,
    description: `${description} ${SEVERAL}`,
    ...(example === undefined ? {} : { example }),
  });

/** The filters of a question. `readQuestion` and the tables of codes check the values. */
export class ExportFilters {
  @filter('Country of final destination, alpha-3.', 'NGA')
  country?: string[];

  @filter('Month.', '2021-12')
  month?: string[];

  @filter('ISO week.', '2021-W51')
  week?: string[];

  @filter('Day.', '2021-12-28')
  day?: string[];

  @filter(
    'Week of the statement that holds an item; for basis=settled only. The range then chooses statements by their Sunday.',
  )
  settlementWeek?: string[];

  @filter('HS chapter, two digits.', '54')
  chapter?: string[];

  @filter('HS heading, four digits.', '5407')
  heading?: string[];

  @filter('HS subheading, six digits.', '540752')
  subheading?: string[];

  @filter('Commodity code, ten digits.', '5407520090')
  hsCode?: string[];

  @filter('Market code.', 'KQ-CTC')
  market?: string[];

  @filter('Broker, by its organisation id.')
  broker?: string[];

  @filter('Consignor, by its unified social credit code.')
  consignor?: string[];

  @filter('Customs office of the declaration.', '2906')
  customsOffice?: string[];

  @filter('Customs office of exit.', '3104')
  exitOffice?: string[];

  @filter('Domestic source of the goods, customs code of the area.', '33069')
  domesticSource?: string[];

  @filter('Customs code of the transport mode.', '2')
  transportMode?: string[];

  @filter('Currency of the declarations: the dimension `currency`.', 'USD')
  declaredCurrency?: string[];
}

/** The question of a report, as query parameters. `readQuestion` checks what the shape cannot express. */
export class ExportValueQuestion extends ExportFilters {
  @Field.day({ required: true, description: 'First day, Asia/Shanghai.', example: '2021-01-01' })
  from!: string;

  @Field.day({ required: true, description: 'Last day, inclusive; at most 20 years.', example: '2021-12-31' })
  to!: string;

  @Field.oneOf(['CNY', 'USD'], { description: 'Currency of the values; default CNY.' })
  currency?: string;

  @Field.text({ max: 200, description: 'Dimensions, comma-separated; default country.', example: 'country,month' })
  groupBy?: string;

  @Field.oneOf(BASES, { description: 'Which items count, and on which day; default closed, the statistics.' })
  basis?: string;

  @Field.instant({ description: 'As known at this instant; default now. For closed and settled.' })
  asOf?: string;

  @Field.oneOf(SORTS, { description: 'Rows by descending value (default), or by their keys.' })
  sort?: string;

  @Field.flagText({ description: 'true: periods and combinations without exports are rows of zero.' })
  fill?: string;
}

export class ExportValueQuery extends ExportValueQuestion {
  @Field.text({ max: 40, description: 'json (default), csv, xlsx, sdmx-csv or parquet; Accept says the same.' })
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

  @Field.oneOf(['cause'], { description: 'cause: the changes added up by why they were posted.' })
  summary?: string;
}

/** The question of a file, to learn what it is. */
export class MetadataQuery extends ExportValueQuestion {
  @Field.oneOf(['report', 'lines', 'changes', 'causes'], { description: 'Which file; default report.' })
  of?: 'report' | 'lines' | 'changes' | 'causes';

  @Field.instant({ description: 'For changes and causes.' })
  since?: string;
}
