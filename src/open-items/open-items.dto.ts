import { PageQuery } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../platform/http/shapes/shape.js';
import { RELEASED_DIMENSIONS, type ReleasedDimension } from './released-not-closed.query.js';
import { TODO_KINDS, type TodoKind } from './domain/todo.js';
import { OPEN_ITEM_KINDS, type OpenItemKind } from '../vocabulary/open-item-kinds.js';

export class OpenItemsQuery extends PageQuery {
  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.oneOf(OPEN_ITEM_KINDS)
  kind?: OpenItemKind;

  @Field.flagText({ description: 'true: only what is past its due time; false: only the rest.' })
  overdue?: string;

  @Field.id({ description: 'Organisation id of a firm; a broker sees its own items only.' })
  broker?: string;
}

export class TodoQuery extends PageQuery {
  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.several({
    max: CODE_ASKED_MAX,
    allowed: TODO_KINDS,
    description:
      'Of these kinds only, several by comma. For officers: `hold-unreviewed` are the holds that stand, `inspection-unfinished` and `opened-not-resealed` the inspections, `amendment-undecided` the requests to amend or cancel, `lane-lowering-unconfirmed` the lanes that wait for the second officer.',
    example: 'hold-unreviewed,lane-lowering-unconfirmed',
  })
  kind?: TodoKind[];

  @Field.flagText({ description: 'true: also what is due later than in 30 days.' })
  all?: string;
}

export class ReleasedNotClosedQuery extends PageQuery {
  @Field.text({ max: CODE_ASKED_MAX, description: 'Code of a market.', example: 'KQ-CTC' })
  market?: string;

  @Field.id({ description: 'Organisation id of a firm; a broker sees its own only.' })
  broker?: string;

  @Field.integerText({ min: 0, max: 3_650, description: 'Only what was released more than so many days ago.' })
  olderThanDays?: string;

  @Field.several({
    max: CODE_ASKED_MAX,
    allowed: RELEASED_DIMENSIONS,
    description:
      'Count instead of listing, by band of days since the release (0-3, 4-7, 8-14, 15-30, over-30), by firm, or by both; several by comma. The answer has `total` and `rows` then, all of them.',
    example: 'age,broker',
  })
  by?: ReleasedDimension[];
}
