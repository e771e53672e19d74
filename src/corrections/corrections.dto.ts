import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';
import type { AnsweredField, AskedField } from './domain/fields.js';
import { CORRECTION_STATES, type CorrectionState } from './domain/states.js';

const TEXT_MAX = 1_000;
const FIELDS_MAX = 100;
const POINTER = { required: true, max: 200, example: '/goods/0/netWeightKg' };
const POINTER_TEXT = 'JSON pointer into the declaration; rows count from 0.';

export class AskedFieldBody implements AskedField {
  @Field.text({ ...POINTER, description: POINTER_TEXT })
  pointer: string;

  @Field.text({
    required: true,
    max: TEXT_MAX,
    lines: true,
    example: 'Net weight is above what the container can hold',
  })
  comment: string;
}

/** What an officer asks for; the same replaces a draft. */
export class CorrectionBody {
  @Field.objects(() => AskedFieldBody, { required: true, max: FIELDS_MAX })
  fields: AskedFieldBody[];

  @Field.text({ max: TEXT_MAX, lines: true, description: 'To the broker, about the whole.' })
  comment?: string;

  @Field.day({ description: 'The last day to answer; the term of the market when left out.', example: '2026-11-20' })
  dueOn?: string;
}

export class NewCorrectionBody extends CorrectionBody {
  @Field.flag({ description: 'Sends it at once; otherwise it stays a draft that only the office sees.' })
  send?: boolean;
}

export class AnsweredFieldBody implements AnsweredField {
  @Field.text({ ...POINTER, description: 'As it was asked for.' })
  pointer: string;

  @Field.text({ required: true, max: TEXT_MAX, lines: true, example: 'Typing error: 6,900 kg' })
  text: string;

  @Field.text({
    max: TEXT_MAX,
    lines: true,
    description: 'What the field should say. Changes nothing by itself.',
    example: '6900',
  })
  value?: string;
}

export class AnswerBody {
  @Field.objects(() => AnsweredFieldBody, { required: true, max: FIELDS_MAX })
  fields: AnsweredFieldBody[];

  @Field.text({ max: TEXT_MAX, lines: true })
  comment?: string;

  @Field.integer({ min: 1, description: 'The amendment that brings the correction, where the declaration is filed.' })
  amendmentNumber?: number;
}

export class ReopenBody {
  @Field.text({ required: true, max: TEXT_MAX, lines: true, example: 'The packing list still says 7,100 kg' })
  comment: string;

  @Field.objects(() => AskedFieldBody, { max: FIELDS_MAX, description: 'The same fields when left out.' })
  fields?: AskedFieldBody[];

  @Field.day({ description: 'The last day to answer; the term of the market when left out.' })
  dueOn?: string;
}

export class RemarkBody {
  @Field.text({ max: TEXT_MAX, lines: true })
  comment?: string;
}

export class CorrectionsQuery extends PageQuery {
  @Field.oneOf(CORRECTION_STATES)
  state?: CorrectionState;

  @Field.text({ max: 32 })
  market?: string;

  @Field.oneOf(['oldest', 'newest'], {
    description: 'By how long it is in its state: what waits longest first, or last.',
  })
  sort?: 'oldest' | 'newest';
}

export class ThreadsQuery extends PageQuery {}
