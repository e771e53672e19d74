import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';
import type { PutCodeEntry } from './domain/code-edition.js';
import { type CodeTableName } from './domain/code-tables.js';

export interface CodeTableAnswer {
  readonly table: CodeTableName;
  /** Codes, whenever valid. */
  readonly codes: number;
}

export const ENTRIES_MAX = 20_000;
const CODE_MAX = 32;
const NAME_MAX = 300;
const UNIT = { max: 3, example: '030' } as const;

/** A code of a table; what follows the names is of commodity codes only. */
export class CodeBody implements PutCodeEntry {
  @Field.text({ max: CODE_MAX, required: true, example: '5407520000' })
  code!: string;

  @Field.text({ max: NAME_MAX, required: true, example: '染色的聚酯变形长丝机织物' })
  name!: string;

  @Field.text({ max: NAME_MAX, description: 'Without one the code keeps that of the edition before.' })
  nameEn?: string;

  @Field.text({ ...UNIT, description: 'First legal unit.' })
  unit1?: string;

  @Field.text({ ...UNIT, description: 'Second legal unit.', example: '035' })
  unit2?: string;

  @Field.text({ max: 1_000, description: 'What is to be said of these goods (申报要素).' })
  elements?: string;

  @Field.text({ max: 40, description: 'Letters of supervision (监管条件).' })
  conditions?: string;

  @Field.text({ max: 40, description: 'Letters of inspection (检验检疫类别).' })
  inspection?: string;

  @Field.decimal({ integerDigits: 3, scale: 2, description: 'Export duty in percent.' })
  exportDuty?: string;
}

/** A code table for a year. */
export class PutCodeTable {
  @Field.text({ max: 300, required: true, description: 'Where these codes stand.', example: '2026 tariff' })
  source!: string;

  @Field.objects(() => CodeBody, { max: ENTRIES_MAX, required: true })
  entries!: CodeBody[];
}

/** An edition without its codes. */
export interface CodeEditionAnswer {
  readonly table: CodeTableName;
  readonly year: number;
  readonly source: string;
  readonly codes: number;
  readonly revision: number;
  readonly putAt: string;
  readonly putBy: string;
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
