import { Field } from '../../platform/http/shapes/shape.js';
import { EDITION_FORMATS } from '../editions/editions.dto.js';
import { QuestionBody } from '../question-body.dto.js';

export class NewReportLink {
  @Field.object(() => QuestionBody, {
    required: true,
    description: 'The parameters of /v1/reports/export-value. Without asOf each fetch is of its own moment.',
  })
  question!: QuestionBody;

  @Field.oneOf(EDITION_FORMATS, { description: 'Default csv.', example: 'csv' })
  format?: string;

  @Field.instant({ description: 'At most a year ahead; default in 90 days.', example: '2022-03-31T16:00:00Z' })
  expiresAt?: string;
}

/** A link as whoever made it sees it; its address is in the answer to its making and never again. */
export interface ReportLinkView {
  readonly id: string;
  readonly question: object;
  readonly format: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}
