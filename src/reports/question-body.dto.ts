import { Field } from '../platform/http/shapes/shape.js';
import { ExportValueQuestion } from './export-value.dto.js';

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 200;

/** A question in a body: the parameters of `/v1/reports/export-value` under their names; lists may be lists. */
export class QuestionBody extends ExportValueQuestion {
  @Field.checked(
    (value) =>
      isText(value) || (Array.isArray(value) && value.length <= 20 && value.every(isText))
        ? null
        : { code: 'type-wrong', params: { expected: 'string' } },
    { type: ['string', 'array'], items: { type: 'string' } },
    { description: 'Dimensions, as a list or comma-separated; default country.', example: ['country', 'month'] },
  )
  declare groupBy?: string;

  @Field.checked(
    (value) =>
      typeof value === 'boolean' || value === 'true' || value === 'false' ? null : { code: 'boolean-invalid' },
    { type: ['boolean', 'string'] },
    { description: 'true: periods and combinations without exports are rows of zero.' },
  )
  declare fill?: string;
}
