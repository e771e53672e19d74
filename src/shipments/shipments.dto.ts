import { PageField, PageQuery } from '../platform/http/page.js';
import { CODE_ASKED_MAX, Field, SEARCHABLE } from '../platform/http/shapes/shape.js';
import { normaliseContainerNumber } from '../vocabulary/identifiers/container-number.js';
import { normaliseSeal } from '../vocabulary/text.js';
import type { ViolationCode } from '../messages/refusals/violation.js';
import { CLASSIFIERS, type Classifier, EVENT_CODES, type EventCode, isEventCode } from './domain/event-codes.js';
import { VISIT_STATUSES, type VisitStatus } from './domain/visit-state.js';

const SEALS_MAX = 20;
const SEAL_LENGTH_MAX = 30;
const EVENTS_MAX = 500;

export class ShipmentBody {
  @Field.text({
    required: true,
    max: 20,
    of: normaliseContainerNumber,
    description: 'ISO 6346, with its check digit. Width, case, blanks and hyphens make no other number.',
    example: 'CSQU3054383',
  })
  containerNumber: string;

  @Field.text({ required: true, max: 20, example: 'KQ-CTC' })
  market: string;

  @Field.text({ max: 10, description: 'ISO 6346 size and type.', example: '45G1' })
  sizeType?: string;

  @Field.texts({
    max: SEALS_MAX,
    length: SEAL_LENGTH_MAX,
    of: normaliseSeal,
    description:
      'Seals known beforehand; those of STUF and RSEA events are added to them. Width, case, blanks and hyphens make no other seal.',
  })
  seals?: string[];

  @Field.decimal({ integerDigits: 9, scale: 3, example: '3800' })
  tareKg?: string;

  @Field.text({ max: 60 })
  billOfLading?: string;

  @Field.text({ max: 60 })
  vessel?: string;

  @Field.text({ max: 30 })
  voyage?: string;

  @Field.text({ max: 60 })
  reference?: string;

  @Field.id({
    description:
      "Whose visit it is. A broker's own; an officer names the firm, or leaves it out: then it is that of the firm whose papers name the container, and no firm's (`broker` null) until they do.",
  })
  broker?: string;
}

export class EventBody {
  @Field.checked(
    (value) => faultOfCode(value),
    { type: 'string', enum: [...EVENT_CODES] },
    { required: true, description: 'DCSA equipment or transport event.' },
  )
  code: EventCode;

  @Field.instant({ required: true, description: 'When it happened; with its offset.' })
  eventTime: string;

  @Field.oneOf(CLASSIFIERS, { description: 'Default ACT. EST and PLN are shown and do not move the status.' })
  classifier?: Classifier;

  @Field.text({ max: 100 })
  location?: string;

  @Field.text({ max: SEAL_LENGTH_MAX, of: normaliseSeal, description: 'The seal put on (STUF, RSEA) or seen.' })
  seal?: string;

  @Field.text({ max: 500, lines: true })
  note?: string;
}

export class ContainerEventBody extends EventBody {
  @Field.text({ required: true, max: 20, of: normaliseContainerNumber, example: 'CSQU3054383' })
  containerNumber: string;

  @Field.text({ required: true, max: 20, example: 'KQ-CTC' })
  market: string;
}

export class ContainerEventsBody {
  @Field.objects(() => ContainerEventBody, { required: true, max: EVENTS_MAX })
  events: ContainerEventBody[];
}

export class EventsBody {
  @Field.objects(() => EventBody, { required: true, max: EVENTS_MAX })
  events: EventBody[];
}

export class ShipmentQuery extends PageQuery {
  @Field.several({ max: CODE_ASKED_MAX, allowed: VISIT_STATUSES, description: 'Several by comma.' })
  status?: VisitStatus[];

  @Field.several({
    max: 40,
    description: 'Container numbers; width, blanks, hyphens and case do not matter. Several by comma.',
  })
  container?: string[];

  @Field.several({ max: CODE_ASKED_MAX, description: 'Codes of markets; several by comma.', example: 'KQ-CTC' })
  market?: string[];

  @Field.id({ description: 'Organisation id of the firm that opened the visit; a broker sees its own only.' })
  broker?: string;

  @Field.several({
    max: 60,
    form: SEARCHABLE,
    description: 'Width, case, blanks and hyphens do not matter; several by comma.',
  })
  billOfLading?: string[];

  @Field.several({ max: 60, form: SEARCHABLE, description: 'Beginning of its name; several by comma.' })
  vessel?: string[];

  @Field.flagText({ description: 'Whether a seal was read that no event has put on the container.' })
  sealAlarm?: string;

  @Field.flagText({ description: 'Whether a hold stands.' })
  held?: string;

  @Field.text({
    max: 60,
    form: SEARCHABLE,
    description:
      'Beginning of a container number, bill of lading, vessel or reference; width, case, blanks and hyphens do not matter.',
  })
  search?: string;

  @Field.day({ description: 'First day the visit was opened on (Asia/Shanghai).' })
  from?: string;

  @Field.day({ description: 'Last day, inclusive.' })
  to?: string;

  @Field.oneOf(['newest', 'oldest'], { description: 'By when the visit was opened; `newest` first unless said.' })
  sort?: 'newest' | 'oldest';

  @PageField.format()
  format?: string;
}

type Fault = { code: ViolationCode; params?: Record<string, string> } | null;

function faultOfCode(value: unknown): Fault {
  if (typeof value !== 'string') return { code: 'type-wrong', params: { expected: 'string' } };
  if (isEventCode(value)) return null;
  return { code: 'event-code-unknown', params: { value: value.slice(0, 40), allowed: EVENT_CODES.join(', ') } };
}
