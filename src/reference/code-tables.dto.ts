import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shape.js';
import { CODE_TABLES, type CodeTableName } from './domain/code-tables.js';

export class CodeTableAnswer {
  @Field.oneOf(CODE_TABLES, { required: true })
  table!: CodeTableName;

  @Field.integer({ required: true, description: 'Codes, whenever valid.' })
  codes!: number;
}

export class CodeQuery extends PageQuery {
  @Field.day({ description: 'Day on which the codes are valid; default today.' })
  on?: string;

  @Field.text({ max: 100, description: 'Beginning of the code, or part of a name.' })
  search?: string;
}

export class CodeAnswer {
  @Field.text({ max: 20, required: true })
  code!: string;

  @Field.text({ max: 200, required: true })
  name!: string;

  @Field.text({ max: 200, required: true })
  nameEn!: string;

  @Field.day({ required: true })
  validFrom!: string;

  @Field.day()
  validTo!: string | null;

  @Field.flag({ required: true, description: 'False: not read in an official or public source.' })
  verified!: boolean;

  @Field.checked(() => null, { type: 'object', additionalProperties: { type: 'string' } }, { required: true })
  attributes!: Record<string, string>;
}
