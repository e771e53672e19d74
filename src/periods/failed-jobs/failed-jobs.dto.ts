import { PageQuery } from '../../platform/http/page.js';
import { CODE_ASKED_MAX, Field } from '../../platform/http/shapes/shape.js';

export class FailedJobsQuery extends PageQuery {
  @Field.text({ max: 60, description: 'Name of a job.', example: 'run-import' })
  job?: string;

  @Field.text({
    max: CODE_ASKED_MAX,
    description: 'Code of a market; jobs that name none are left out.',
    example: 'KQ-CTC',
  })
  market?: string;
}
