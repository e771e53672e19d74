import { Field } from '../../platform/http/shapes/shape.js';
import { DeclarationBody } from '../reading/declarations.dto.js';

/** One draft becomes several; a single one would be the draft itself. */
const PARTS_MIN = 2;
const PARTS_MAX = 50;

export class SplitBody {
  @Field.objects(() => DeclarationBody, {
    required: true,
    min: PARTS_MIN,
    max: PARTS_MAX,
    description: `The declarations it becomes, at least ${PARTS_MIN}; one of them may take the reference of the draft.`,
  })
  parts: DeclarationBody[];

  @Field.checked(
    (value) => (value === true ? null : { code: 'enum-invalid', params: { value: String(value), allowed: 'true' } }),
    { type: 'boolean', enum: [true] },
    { required: true, description: 'That each part is a genuine deal of its own; GET split-proposal changes nothing.' },
  )
  confirm: boolean;

  @Field.flag({
    description:
      'true: the parts may come to something else than the draft. Without it quantities, packages, weights and prices of each goods line, header figures and charges add up to those of the draft (422 `split-differs` names each that does not); a part keeps the line numbers of the draft. What differs is kept in the audit entry.',
  })
  differs?: boolean;
}
