import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';
import { type CodeTableName } from './domain/code-tables.js';

export interface CodeTableAnswer {
  readonly table: CodeTableName;
  /** Codes, whenever valid. */
  readonly codes: number;
}

export class CodeQuery extends PageQuery {
  @Field.day({ description: 'Day on which the codes are valid; default today.' })
  on?: string;

  @Field.text({ max: 100, description: 'Beginning of the code, or part of a name.' })
  search?: string;
}

export interface CodeAnswer {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** False: not read in an official or public source. */
  readonly verified: boolean;
  readonly attributes: Record<string, string>;
}
