import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';

export class AuditQuery extends PageQuery {
  @Field.text({ max: 120, description: 'Id of what was changed, or its kind and id: "declaration:018f…".' })
  subject?: string;

  @Field.day({ description: 'First business day, inclusive.' })
  from?: string;

  @Field.day({ description: 'Last business day, inclusive.' })
  to?: string;
}

export interface AuditAnswer {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly actorName: string;
  readonly actorRole: string;
  /** One of the two is there, or neither where the service itself acted. */
  readonly actorKey: string | null;
  readonly actorPerson: string | null;
  readonly organisation: string | null;
  readonly requestId: string | null;
  readonly detail: Record<string, unknown>;
}
