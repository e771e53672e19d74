import { PageQuery } from '../../platform/http/page.js';
import { Field } from '../../platform/http/shapes/shape.js';
import { FILE_FORMATS } from '../files/formats.js';
import { QuestionBody } from '../question-body.dto.js';

export const EDITION_FORMATS = ['json', ...FILE_FORMATS] as const;
export type EditionFormat = (typeof EDITION_FORMATS)[number];

export class NewEdition {
  @Field.text({ max: 120, required: true, description: 'What it is called.', example: 'Yearbook 2021' })
  name!: string;

  @Field.object(() => QuestionBody, {
    required: true,
    description: 'The parameters of /v1/reports/export-value. Without asOf it is of now.',
  })
  question!: QuestionBody;
}

export class EditionQuery {
  @Field.text({ max: 40, description: 'json (default), csv, xlsx, sdmx-csv or parquet; Accept says the same.' })
  format?: string;
}

export class EditionsQuery extends PageQuery {}
