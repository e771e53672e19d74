import { Field } from '../../platform/http/shapes/shape.js';
import { normaliseSeal } from '../../vocabulary/text.js';
import { EXPLAINED_KINDS, type ExplainedKind } from '../domain/course.js';
import { INSPECTION_RESULTS, type InspectionResult } from '../domain/inspections.js';

const REASON_MAX = 500;
const FINDINGS_MAX = 4_000;
const PHOTOS_MAX = 50;
const PHOTO_NAME_MAX = 200;
const SEAL_MAX = 30;
const AT = 'When it happened; now when left out. May be recorded late, not in advance.';

export class HoldBody {
  @Field.text({ required: true, max: REASON_MAX, lines: true, example: 'Weight differs from the packing list' })
  reason: string;

  @Field.text({ required: true, max: 100, description: 'Who looks at it again.', example: 'Inspection section 2' })
  owner: string;

  @Field.day({ required: true, description: 'When it is looked at again, today or later.', example: '2026-11-20' })
  reviewOn: string;
}

export class ExplanationBody {
  @Field.oneOf(EXPLAINED_KINDS, { required: true, example: 'sealed-otherwise' })
  kind: ExplainedKind;

  @Field.text({ required: true, max: REASON_MAX, lines: true, example: 'Sealed anew by the carrier, see its protocol' })
  note: string;
}

export class ReleaseBody {
  @Field.text({ required: true, max: REASON_MAX, lines: true, example: 'Weighed again: as declared' })
  reason: string;
}

export class OrderBody {
  @Field.text({ required: true, max: REASON_MAX, lines: true, example: 'Selected by rule R-12' })
  reason: string;

  @Field.instant({ description: AT, example: '2026-11-18T09:00:00+08:00' })
  at?: string;
}

export class OpenedBody {
  @Field.instant({ description: AT, example: '2026-11-18T10:00:00+08:00' })
  at?: string;

  @Field.text({
    max: SEAL_MAX,
    of: normaliseSeal,
    description: 'The seal that was cut; all on the container when left out.',
    example: 'CN001',
  })
  seal?: string;

  @Field.text({ max: REASON_MAX, lines: true, example: 'Opened at lane 3' })
  note?: string;
}

export class ResultBody {
  @Field.oneOf(INSPECTION_RESULTS, { required: true, example: 'conforms' })
  result: InspectionResult;

  @Field.text({
    required: true,
    max: FINDINGS_MAX,
    lines: true,
    example: '12 of 400 cartons opened; goods as declared',
  })
  findings: string;

  @Field.texts({
    max: PHOTOS_MAX,
    length: PHOTO_NAME_MAX,
    description: 'Names of photographs stored elsewhere.',
    example: ['lane3-0001.jpg'],
  })
  photoNames?: string[];

  @Field.instant({ description: AT, example: '2026-11-18T10:30:00+08:00' })
  at?: string;
}

export class ResealedBody {
  @Field.text({ required: true, max: SEAL_MAX, of: normaliseSeal, example: 'CN002' })
  seal: string;

  @Field.instant({ description: AT, example: '2026-11-18T11:00:00+08:00' })
  at?: string;

  @Field.text({ max: REASON_MAX, lines: true, example: 'Resealed after the inspection' })
  note?: string;
}
