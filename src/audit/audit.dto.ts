import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';
import type { TrailFault } from './domain/check-seals.js';

export class AuditQuery extends PageQuery {
  @Field.text({ max: 120, description: 'Id of what was changed, or its kind and id: "declaration:018f…".' })
  subject?: string;

  @Field.text({ max: 120, description: 'Id of the person or key that acted, or the name.' })
  actor?: string;

  @Field.text({
    max: 300,
    description: 'One or more actions by comma, "declaration.submitted", or all of a kind: "declaration.*".',
  })
  action?: string;

  @Field.day({ description: 'First business day, inclusive.' })
  from?: string;

  @Field.day({ description: 'Last business day, inclusive.' })
  to?: string;
}

export class AuditExportQuery {
  @Field.day({ description: 'First business day, inclusive; without it from the beginning.' })
  from?: string;

  @Field.day({ description: 'Last business day, inclusive; without it to the end.' })
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
  readonly organisationName: string | null;
  readonly requestId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly detail: Record<string, unknown>;
}

/** Whether the trail is what was sealed. */
export interface AuditVerification {
  readonly valid: boolean;
  readonly entries: number;
  /** Entries of transactions that were committed after the verification began. */
  readonly unsealed: number;
  readonly seals: number;
  /** When the last seal was made, and its hash. */
  readonly sealedTo: string | null;
  readonly sealedHash: string | null;
  /** Seals that were written down outside the database and compared. */
  readonly anchors: number;
  readonly firstBroken: TrailFault | null;
}
