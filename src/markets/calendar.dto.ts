import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shape.js';

const DAYS_MAX = 366;

export class NamedDayInput {
  @Field.day({ required: true })
  day!: string;

  @Field.text({ max: 100, example: '春节' })
  name?: string;
}

export class PutYear {
  @Field.objects(() => NamedDayInput, { max: DAYS_MAX, required: true })
  holidays!: NamedDayInput[];

  @Field.objects(() => NamedDayInput, { max: DAYS_MAX, required: true })
  makeUpDays!: NamedDayInput[];

  @Field.text({ max: 300, required: true, description: 'The notice the days are from.' })
  source!: string;
}

export class CalendarQuery extends PageQuery {
  @Field.day({ description: 'First day, inclusive.' })
  from?: string;

  @Field.day({ description: 'Last day, inclusive.' })
  to?: string;
}

export class CalendarDayAnswer {
  @Field.day({ required: true })
  day!: string;

  @Field.flag({ required: true })
  working!: boolean;

  @Field.text({ max: 100 })
  name!: string | null;

  @Field.text({ max: 300, required: true })
  source!: string;
}

export class YearAnswer {
  @Field.integer({ required: true })
  year!: number;

  @Field.integer({ required: true })
  workingDays!: number;

  @Field.integer({ required: true, description: 'Days that are other than before.' })
  changed!: number;
}
