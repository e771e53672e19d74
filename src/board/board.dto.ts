import { Field } from '../platform/http/shapes/shape.js';

export class BoardQuery {
  @Field.text({ max: 20, required: true, description: 'Code of a market.', example: 'KQ-CTC' })
  market!: string;
}
