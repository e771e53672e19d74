import { Field } from '../../platform/http/shapes/shape.js';
import { DECISION_ACTIONS, type DecisionAction } from '../domain/decisions/precondition.js';

/** Decisions of one request. */
const DECISIONS_MAX = 200;
const REASON_MAX = 500;
const TAGS_MAX = 200;

export class DecidedBody {
  @Field.id({ required: true, example: '019a95e2-4c00-7000-8000-000000000025' })
  declarationId!: string;

  @Field.oneOf(DECISION_ACTIONS, { required: true, example: 'release' })
  action!: DecisionAction;

  @Field.text({
    max: REASON_MAX,
    lines: true,
    description: 'Kept with the receipt. An override needs one.',
    example: '单货相符',
  })
  reason?: string;

  @Field.text({
    max: TAGS_MAX,
    description: 'The ETag the decision builds on; without one it builds on what is there now.',
    example: '"r3"',
  })
  ifMatch?: string;

  @Field.flag({
    description:
      'Take it also while a container is held, an inspection is open or the lane has not had its control. Audited.',
    example: false,
  })
  override?: boolean;
}

export class DecisionsBody {
  @Field.flag({ description: 'Answer what would become of each, and write nothing.', example: false })
  preview?: boolean;

  @Field.objects(() => DecidedBody, { min: 1, max: DECISIONS_MAX, required: true })
  decisions!: DecidedBody[];
}
