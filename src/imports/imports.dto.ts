import { Field } from '../platform/http/shapes/shape.js';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export class ImportQuery {
  @Field.oneOf(['declarations'], { required: true, description: 'What the rows are.' })
  kind: string;

  @Field.flagText({ description: 'Do everything, then undo it: the same findings, nothing stored.' })
  dryRun?: string;

  @Field.flagText({ description: 'Submit what has no errors.' })
  submit?: string;

  @Field.oneOf(['good', 'all'], {
    description: 'good: every faultless declaration is taken. all: the whole file or nothing.',
  })
  mode?: string;

  @Field.text({ max: 60, description: 'Name of the mapping of headers that the file follows: /v1/import-mappings.' })
  mapping?: string;
}

/**
 * One import as its owner sees it. `accepted` (`created` and `replaced`), `rejected`, `unchanged` and `submittable` (breaks no rule)
 * count declarations that are done; they are true at every moment, also of an import that failed.
 */
export interface ImportView {
  readonly id: string;
  readonly kind: string;
  readonly mode: string;
  readonly dryRun: boolean;
  readonly submit: boolean;
  readonly state: 'queued' | 'running' | 'finished' | 'failed';
  readonly encoding: string | null;
  readonly rows: number;
  readonly rowsRejected: number;
  readonly declarations: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly created: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly submittable: number;
  /** Share of the declarations that are done, from 0 to 1, as text with two decimals. */
  readonly progress: string;
  /** Id of an earlier import of the same file by the same firm, if there is one. */
  readonly sameFileAs: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}
