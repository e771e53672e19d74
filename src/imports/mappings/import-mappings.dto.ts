import { Field } from '../../platform/http/shapes/shape.js';

const HEADERS_MAX = 200;
const LENGTH_MAX = 200;

const isHeaders = (value: unknown): value is Record<string, string> =>
  value !== null &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  Object.keys(value).length <= HEADERS_MAX &&
  Object.entries(value).every(([key, each]) => key.length <= LENGTH_MAX && typeof each === 'string');

export class ImportMappingBody {
  @Field.checked(
    (value) => (isHeaders(value) ? null : { code: 'type-wrong', params: { expected: 'object of strings' } }),
    { type: 'object', additionalProperties: { type: 'string' }, maxProperties: HEADERS_MAX },
    {
      required: true,
      description:
        'Column of ours by header of the file; width, case, blanks and punctuation of a header do not matter.',
      example: { 我司单号: 'reference', 'Goods (CN)': 'goods_name' },
    },
  )
  headers!: Record<string, string>;
}
