import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shape.js';

export class AuditQuery extends PageQuery {
  @Field.text({ max: 120, description: 'Id of what was changed, or its kind and id: "declaration:018f…".' })
  subject?: string;

  @Field.day({ description: 'First business day, inclusive.' })
  from?: string;

  @Field.day({ description: 'Last business day, inclusive.' })
  to?: string;
}

export class AuditAnswer {
  @Field.id({ required: true })
  id!: string;

  @Field.instant({ required: true })
  at!: string;

  @Field.text({ max: 100, required: true, example: 'declaration.submitted' })
  action!: string;

  @Field.text({ max: 100, required: true })
  subjectType!: string;

  @Field.text({ max: 100, required: true })
  subjectId!: string;

  @Field.text({ max: 100, required: true })
  actorName!: string;

  @Field.text({ max: 20, required: true })
  actorRole!: string;

  @Field.id()
  actorKey!: string | null;

  @Field.id()
  organisation!: string | null;

  @Field.text({ max: 100 })
  requestId!: string | null;

  @Field.checked(() => null, { type: 'object', additionalProperties: true })
  detail!: Record<string, unknown>;
}
