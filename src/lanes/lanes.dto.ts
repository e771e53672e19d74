import { faultOfForm, Field, type Form } from '../platform/http/shapes/shape.js';
import type { ViolationCode } from '../messages/refusals/violation.js';
import type { LaneConditions } from './domain/conditions.js';
import type { DraftRule } from './domain/replay.js';
import { CHECK_RESULTS, type CheckResult, type Control, CONTROLS } from './domain/lane-control.js';
import { COLOURS, type Colour } from './domain/lane.js';

/** Changes of one request. */
const LANE_CHANGES_MAX = 200;
const TEXT_MAX = 500;
const TAGS_MAX = 200;
const VERSIONS_MAX = 100_000;
const PRIORITY_MAX = 1_000;
const LIST_MAX = 500;
const TRIED_MAX = 50;
const NAME: Form = { pattern: /^[a-z][a-z0-9-]{1,62}$/, name: 'name-with-hyphens' };
const MARKET: Form = { pattern: /^[A-Z0-9-]{2,20}$/, name: 'market-code' };
const COUNTRY: Form = { pattern: /^[A-Z]{3}$/, name: 'country-code' };
const HS_PREFIX: Form = { pattern: /^\d{2,10}$/, name: 'hs-prefix' };

export class ChangeLane {
  @Field.oneOf(COLOURS, { required: true })
  colour!: Colour;

  @Field.text({ max: TEXT_MAX, lines: true, required: true })
  reason!: string;
}

export class LaneChangeBody extends ChangeLane {
  @Field.id({ required: true, example: '019a95e2-4c00-7000-8000-000000000025' })
  declarationId!: string;

  @Field.text({
    max: TAGS_MAX,
    description: 'The ETag of the lane that the change builds on; without one it builds on what is there now.',
    example: '"r3"',
  })
  ifMatch?: string;
}

export class LaneChangesBody {
  @Field.objects(() => LaneChangeBody, { max: LANE_CHANGES_MAX, required: true })
  changes!: LaneChangeBody[];
}

export class LaneCheckBody {
  @Field.oneOf(CONTROLS, {
    required: true,
    example: 'papers',
    description: 'What was looked at: the papers (yellow, blue), or the goods (any lane).',
  })
  control!: Control;

  @Field.oneOf(CHECK_RESULTS, { required: true, example: 'conforms' })
  result!: CheckResult;

  @Field.text({
    max: TEXT_MAX,
    lines: true,
    description: 'Required where something differs.',
    example: 'Invoice and list agree',
  })
  note?: string;
}

export class LaneDayQuery {
  @Field.day({ description: 'Today unless given.' })
  on?: string;
}

export class LaneRulesQuery extends LaneDayQuery {
  @Field.day({ description: 'First day of the submissions that `hits` counts; 29 days before `to` unless given.' })
  from?: string;

  @Field.day({ description: 'Last day, inclusive; `on` unless given. At most 366 days.' })
  to?: string;
}

/** A list of codes of one form, at least one. */
const codes = (form: Form, description: string) =>
  Field.checked(
    (value): { code: ViolationCode; params?: Record<string, string> } | null => {
      if (!Array.isArray(value) || value.length === 0) return { code: 'type-wrong', params: { expected: 'array' } };
      if (value.length > LIST_MAX) return { code: 'array-too-long', params: { max: String(LIST_MAX) } };
      const wrong: unknown = value.find((one) => typeof one !== 'string' || !form.pattern.test(one));
      return wrong === undefined ? null : faultOfForm(String(wrong), form);
    },
    { type: 'array', minItems: 1, maxItems: LIST_MAX, items: { type: 'string', pattern: form.pattern.source } },
    { description },
  );

/** The closed set of what a rule may ask; all that is named must hold, of a list one. */
export class LaneConditionsBody implements LaneConditions {
  @codes(MARKET, 'Codes of markets.')
  markets?: string[];

  @codes(HS_PREFIX, 'First 2 to 10 digits of the HS code of an item.')
  hsPrefixes?: string[];

  @codes(COUNTRY, 'Final destinations of an item.')
  destinations?: string[];

  @codes(COUNTRY, 'Country of the buyer.')
  buyerCountries?: string[];

  @Field.decimal({ integerDigits: 12, scale: 2, description: 'USD, at or above.' })
  valueUsdFrom?: string;

  @Field.flag({ description: 'Nothing of this consignor was submitted before, by any broker.' })
  firstOfConsignor?: boolean;

  @Field.flag({ description: 'A stall of the market sells under an HS code for the first time.' })
  newGoodsAtStall?: boolean;

  @Field.flag({ description: 'A container is named by another declaration that is not over yet.' })
  containerShared?: boolean;

  @Field.flag({ description: 'An item stands under a code that is flagged for inspection.' })
  inspectionGoods?: boolean;
}

export class LaneTextBody {
  @Field.text({ max: TEXT_MAX, lines: true, required: true })
  zh!: string;

  @Field.text({ max: TEXT_MAX, lines: true, required: true })
  en!: string;
}

export class AddLaneRule {
  @Field.text({ max: 63, form: NAME, required: true, description: 'Name of the rule; a new one makes a new rule.' })
  rule!: string;

  @Field.integer({
    min: 1,
    max: VERSIONS_MAX,
    required: true,
    description: 'The version this is going to be: one after the last. Refused (409) when somebody else was first.',
  })
  version!: number;

  @Field.day({ required: true, description: 'First day, today at the earliest.' })
  validFrom!: string;

  @Field.day({ description: 'Last day, inclusive: this ends the rule. Without one it holds until a later version.' })
  validTo?: string;

  @Field.oneOf(COLOURS, { required: true })
  colour!: Colour;

  @Field.integer({
    min: 1,
    max: PRIORITY_MAX,
    required: true,
    description: 'Of the rules that hold those of the lowest number decide, the strictest of them.',
  })
  priority!: number;

  @Field.object(() => LaneConditionsBody, { required: true })
  conditions!: LaneConditionsBody;

  @Field.object(() => LaneTextBody, { required: true })
  text!: LaneTextBody;

  @Field.text({ max: TEXT_MAX, lines: true, required: true, description: 'Where the rule stands.' })
  source!: string;
}

/** A rule as it is tried on past submissions. */
export class DraftLaneRule implements DraftRule {
  @Field.text({ max: 63, form: NAME, required: true, description: 'Replaces the rule of this name, or is added.' })
  rule!: string;

  @Field.oneOf(COLOURS, { required: true })
  colour!: Colour;

  @Field.integer({ min: 1, max: PRIORITY_MAX, required: true, description: 'As that of a rule.' })
  priority!: number;

  @Field.object(() => LaneConditionsBody, { required: true })
  conditions!: LaneConditionsBody;
}

export class ReplayBody {
  @Field.day({ required: true, description: 'First day of the draws, inclusive.' })
  from!: string;

  @Field.day({ required: true, description: 'Last day, inclusive; at most 92 days.' })
  to!: string;

  @Field.objects(() => DraftLaneRule, { max: TRIED_MAX, description: 'Rules to try, on every day of the range.' })
  rules?: DraftLaneRule[];

  @Field.texts({ max: TRIED_MAX, length: 63, description: 'Names of rules to leave out.' })
  without?: string[];
}

export class AddLanePolicy {
  @Field.integer({
    min: 1,
    max: VERSIONS_MAX,
    required: true,
    description: 'The version this is going to be: one after the last. Refused (409) when somebody else was first.',
  })
  version!: number;

  @Field.day({ required: true, description: 'First day, tomorrow at the earliest.' })
  validFrom!: string;

  @Field.decimal({ integerDigits: 1, scale: 6, required: true, description: 'Share of all submissions, 0 to 1.' })
  rate!: string;

  @Field.oneOf(COLOURS.slice(1), { required: true, description: 'The lane of those that are picked.' })
  colour!: Colour;

  @Field.text({ max: TEXT_MAX, lines: true, required: true, description: 'Where the rate stands.' })
  source!: string;
}

export class LanePoliciesQuery {
  @Field.month({ description: 'First month counted; January of the year of `to` unless given.' })
  from?: string;

  @Field.month({ description: 'Last month counted; this month unless given.' })
  to?: string;
}
