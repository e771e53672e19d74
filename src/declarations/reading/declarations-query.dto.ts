import { COLOURS, type Colour } from '../../lanes/domain/lane.js';
import { PageField } from '../../platform/http/page.js';
import { CODE_ASKED_MAX, Field, SEARCHABLE } from '../../platform/http/shapes/shape.js';
import { normaliseEntryId } from '../../vocabulary/identifiers/entry-id.js';
import { withoutSeparators } from '../../vocabulary/text.js';
import type { NextActor } from '../domain/status/next-step.js';
import type { DeclarationStatus } from '../domain/status/project-status.js';
import { NEXT_ACTORS } from '../domain/status/waits.js';
import { NAME_MAX } from './declaration-parts.dto.js';
import { REFERENCE_MAX, STATUSES } from './declarations.dto.js';

const SAME_WRITING = 'Width, case, blanks and hyphens do not matter; several by comma.';

/** Which declarations are meant, in a list and where they are counted. */
export class DeclarationsFilters {
  @Field.several({ max: CODE_ASKED_MAX, allowed: STATUSES, description: 'Several by comma.' })
  status?: DeclarationStatus[];

  @Field.several({ max: CODE_ASKED_MAX, description: 'Codes of markets; several by comma.', example: 'KQ-CTC' })
  market?: string[];

  @Field.id({ description: 'Organisation id of a firm; a broker sees its own only.' })
  broker?: string;

  @Field.id({ description: 'What was made by splitting one draft: the id of that draft.' })
  splitGroup?: string;

  @Field.day({ description: 'First day of `declaredOn`, inclusive.' })
  from?: string;

  @Field.day({ description: 'Last day of `declaredOn`, inclusive.' })
  to?: string;

  @Field.day({ description: 'First day of the closing (Asia/Shanghai), inclusive.' })
  closedFrom?: string;

  @Field.day({ description: 'Last day of the closing, inclusive.' })
  closedTo?: string;

  @Field.several({ max: REFERENCE_MAX, description: 'Width, blanks and hyphens do not matter; several by comma.' })
  reference?: string[];

  @Field.several({
    max: CODE_ASKED_MAX,
    form: { pattern: /^\d{18}$/, name: 'entry-id' },
    of: normaliseEntryId,
    description: 'Customs numbers of 18 digits; several by comma.',
    example: '290620210000000902',
  })
  entryId?: string[];

  @Field.several({ max: 64, form: SEARCHABLE, description: SAME_WRITING })
  billOfLading?: string[];

  @Field.several({ max: 64, description: `Container numbers. ${SAME_WRITING}` })
  container?: string[];

  @Field.several({
    max: NAME_MAX,
    form: SEARCHABLE,
    description: `Beginning of its name or credit code. ${SAME_WRITING}`,
  })
  consignor?: string[];

  @Field.several({ max: NAME_MAX, form: SEARCHABLE, description: `Beginning of its name. ${SAME_WRITING}` })
  buyer?: string[];

  @Field.several({
    max: CODE_ASKED_MAX,
    form: { pattern: /^\d{2,10}$/, name: 'hs-prefix' },
    of: withoutSeparators,
    description: 'Commodity code of a goods line, or its first digits: 54, 5407, 5407520090. Several by comma.',
    example: '5407520090',
  })
  hsCode?: string[];

  @Field.several({ max: 64, form: SEARCHABLE, description: `Stall of a goods line. ${SAME_WRITING}` })
  stall?: string[];

  @Field.several({
    max: CODE_ASKED_MAX,
    description: 'Final destination of a goods line, alpha-3; several by comma.',
    example: 'NGA',
  })
  destination?: string[];

  @Field.several({ max: CODE_ASKED_MAX, description: 'Codes of customs offices; several by comma.', example: '2906' })
  customsOffice?: string[];

  @Field.several({
    max: CODE_ASKED_MAX,
    description: 'Offices where the goods leave the country; several by comma.',
    example: '3104',
  })
  exitOffice?: string[];

  @Field.several({
    max: CODE_ASKED_MAX,
    allowed: COLOURS,
    description: 'For officers and administrators; brokers do not see lanes (403). Several by comma.',
  })
  lane?: Colour[];

  @Field.several({
    max: CODE_ASKED_MAX,
    allowed: NEXT_ACTORS,
    description:
      'Who has to move next: broker (报关企业), customs (海关: its system accepts and releases, and answers by receipts), officer (关员: a person has to act, in an inspection, an amendment, an answer, a lane), port (口岸), nobody (无). Several by comma; both `customs,officer` are the side of customs.',
  })
  nextActor?: NextActor[];

  @Field.decimal({ integerDigits: 12, scale: 2, description: 'Declared total in USD, at least.', example: '100000' })
  minUsd?: string;

  @Field.integerText({
    min: 0,
    max: 3_650,
    description:
      'Only what has been in its status for more than so many days. What is closed or cancelled waits for nothing and is left out.',
  })
  olderThanDays?: string;

  @Field.text({
    max: 100,
    form: SEARCHABLE,
    description:
      'Beginning of a reference, customs number, container, bill of lading, trade record, contract number, consignor, principal or buyer, and, for the firm itself, of a document number; width, case, blanks and hyphens do not matter.',
  })
  search?: string;
}

export const DECLARATION_SORTS = ['newest', 'day', 'due', 'value', 'age'] as const;

export class DeclarationsQuery extends DeclarationsFilters {
  @Field.oneOf(DECLARATION_SORTS, {
    description:
      '`newest` first; by `declaredOn`, the latest `day` first; what is to be done, the earliest `due` first; by declared USD, the largest `value` first; by `age`, what has been in its status for longest first. What has no day, due time, value or age is left out.',
  })
  sort?: (typeof DECLARATION_SORTS)[number];

  @PageField.limit()
  limit?: string;

  @PageField.cursor()
  cursor?: string;

  @PageField.format()
  format?: string;
}

const COUNT_DIMENSIONS = ['status', 'nextActor', 'lane', 'destination'] as const;
export type CountDimension = (typeof COUNT_DIMENSIONS)[number];

export class DeclarationCountsQuery extends DeclarationsFilters {
  @Field.several({
    max: CODE_ASKED_MAX,
    allowed: COUNT_DIMENSIONS,
    description:
      'What is counted by, several by comma; `status` unless given. `lane` is for officers and administrators (403).',
  })
  by?: CountDimension[];
}
