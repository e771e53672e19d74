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
  readonly actorKey: string | null;
  readonly organisation: string | null;
  readonly requestId: string | null;
  readonly detail: Record<string, unknown>;
}
