import { Field } from '../../platform/http/shapes/shape.js';

export class AcknowledgementBody {
  @Field.text({ max: 64, required: true, description: 'Code of the warning.', example: 'near-ceiling' })
  code: string;

  @Field.text({ max: 200, required: true, description: 'Where it stands, as the finding says.', example: '/goods' })
  pointer: string;

  @Field.text({ max: 500, lines: true, required: true, description: 'Why it may stand.', example: '单价已与合同核对' })
  reason: string;
}
