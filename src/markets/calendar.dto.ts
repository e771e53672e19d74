import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';

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

  @Field.text({ max: 300, lines: true, required: true, description: 'The notice the days are from.' })
  source!: string;
}

export class CalendarQuery extends PageQuery {
  @Field.day({ description: 'First day, inclusive.' })
  from?: string;

  @Field.day({ description: 'Last day, inclusive.' })
  to?: string;
}

export interface CalendarDayAnswer {
  readonly day: string;
  readonly working: boolean;
  readonly name: string | null;
  readonly source: string;
}

export interface YearAnswer {
  readonly year: number;
  readonly workingDays: number;
  /** Days that are other than before. */
  readonly changed: number;
}
