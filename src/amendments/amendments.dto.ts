import { GOODS_LINES_MAX, GoodsLineBody } from '../declarations/reading/declaration-parts.dto.js';
import { DeclarationBody } from '../declarations/reading/declarations.dto.js';
import { Field, Partially } from '../platform/http/shapes/shape.js';
import { FIELDS } from './domain/fields.js';
import { AMENDMENT_KINDS, type AmendmentKind } from './domain/kinds.js';
import type { Changes } from './domain/merge.js';
import { REASON_CODES } from './domain/reasons.js';

const TEXT_MAX = 1_000;

export class ChangesBody extends Partially(DeclarationBody) implements Changes {
  @Field.objects(() => GoodsLineBody, {
    max: GOODS_LINES_MAX,
    description: 'Goods lines by their number, each with the fields that change; `goods` replaces the whole list.',
  })
  goodsByLine?: GoodsLineBody[];

  @Field.checked(
    (value) => {
      if (!Array.isArray(value)) return { code: 'type-wrong', params: { expected: 'array' } };
      const allowed = Object.keys(FIELDS).join(', ');
      return value.every((name) => typeof name === 'string' && Object.hasOwn(FIELDS, name))
        ? null
        : { code: 'enum-invalid', params: { allowed } };
    },
    { type: 'array', items: { type: 'string', enum: Object.keys(FIELDS) } },
    { description: 'Fields that are taken away.', example: ['freight'] },
  )
  without?: string[];
}

export class AmendmentBody {
  @Field.oneOf(AMENDMENT_KINDS, { required: true })
  kind: AmendmentKind;

  @Field.oneOf(REASON_CODES, { required: true, description: 'See GET /v1/amendment-reasons.', example: 'misdeclared' })
  reasonCode: string;

  @Field.text({ max: TEXT_MAX, lines: true, required: true, description: 'In words.' })
  reason: string;

  @Field.object(() => ChangesBody, {
    description: 'With `amend` only: the fields that change, each replaced as a whole.',
  })
  changes?: ChangesBody;
}

export class DecisionBody {
  @Field.flag({ required: true })
  accept: boolean;

  @Field.text({ max: TEXT_MAX, lines: true, description: 'To the broker; a rejection needs one.' })
  note?: string;
}

export class DifferenceQuery {
  @Field.integerText({ min: 1, max: 99_999, description: 'The other version; the present one unless given.' })
  to?: string;
}
