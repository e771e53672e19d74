import { Field } from '../platform/http/shape.js';
import { COLOURS, type Colour } from './domain/lane.js';

const REASON_MAX = 500;

export class ChangeLane {
  @Field.oneOf(COLOURS, { required: true })
  colour!: Colour;

  @Field.text({ max: REASON_MAX, required: true })
  reason!: string;
}

export class LaneDayQuery {
  @Field.day({ description: 'Today unless given.' })
  on?: string;
}
