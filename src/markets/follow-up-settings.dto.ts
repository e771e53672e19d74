import { Field } from '../platform/http/shapes/shape.js';
import { KINDS, OPEN_ITEM_KINDS, type OpenItemKind } from '../vocabulary/open-item-kinds.js';
import { DAYS_MAX } from './domain/follow-up-settings.js';
import { FX_TOLERANCE_PERCENT_MAX } from './domain/fx-tolerance.js';
import { isTimeOfDay } from './domain/market.js';

const DAYS = { max: DAYS_MAX };
const timeOfDay = (example: string, description: string) =>
  Field.checked(
    (value) =>
      typeof value === 'string' && isTimeOfDay(value)
        ? null
        : { code: 'enum-invalid', params: { value: String(value).slice(0, 40), allowed: '00:00 – 23:59' } },
    { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example },
    { description },
  );

const OFFICES_MAX = 100;
const offices = (description: string, example: string[]) =>
  Field.checked(
    (value) => {
      if (!Array.isArray(value)) return { code: 'type-wrong', params: { expected: 'array' } };
      if (value.length > OFFICES_MAX) return { code: 'array-too-long', params: { max: String(OFFICES_MAX) } };
      const wrong: unknown = value.find((each) => typeof each !== 'string' || !/^\d{4}$/.test(each));
      return wrong === undefined ? null : { code: 'office-unknown', params: { value: String(wrong).slice(0, 40) } };
    },
    { type: 'array', items: { type: 'string', pattern: '^\\d{4}$' }, maxItems: OFFICES_MAX, example },
    { description },
  );

/** Days of each kind of open item from the first cut-off after its opening to the one it is due at. */
export class DueDaysBody implements Partial<Record<OpenItemKind, number>> {
  [kind: string]: number;
}
for (const kind of OPEN_ITEM_KINDS) {
  Field.integer({ ...DAYS, description: `Default ${KINDS[kind].dueDays}.` })(DueDaysBody.prototype, kind);
}

/** How a market is followed up. What is left out has its default; an unknown name is refused. */
export class FollowUpSettingsBody {
  @Field.integer({ ...DAYS, description: 'From this age on an item is at least of level `week`. Default 7.' })
  weekAfterDays?: number;

  @Field.integer({ ...DAYS, description: 'From this age on an item is of level `month`. Default 30.' })
  monthAfterDays?: number;

  @Field.object(() => DueDaysBody, {
    description: 'Calendar days by kind; what falls on a day off is due on the next working day.',
  })
  dueDays?: DueDaysBody;

  @Field.integer({ min: 1, max: 28, description: 'Day of the month after the closing. Default 15, unverified.' })
  exemptionFilingDay?: number;

  @Field.checked(
    (value) =>
      typeof value === 'number' && value >= 0 && value <= FX_TOLERANCE_PERCENT_MAX
        ? null
        : { code: 'integer-invalid', params: { min: '0', max: String(FX_TOLERANCE_PERCENT_MAX) } },
    { type: 'number', minimum: 0, maximum: FX_TOLERANCE_PERCENT_MAX },
    { description: 'Percent of the declared value that may be missing of the payments. Default 5, unverified.' },
  )
  fxTolerancePercent?: number;

  @timeOfDay('06:00', 'Mondays, when the week before is settled.')
  settlementTime?: string;

  @timeOfDay('08:00', 'On the first of a month, when the month before is reminded of.')
  reminderTime?: string;

  @Field.integer({ ...DAYS, description: 'A key is reminded of when it expires within so many days. Default 30.' })
  keyExpiryDays?: number;

  @Field.flag({
    description: 'Whether brokers may report receipts of the Single Window about their own declarations. Default true.',
  })
  brokerReceipts?: boolean;

  @offices('Customs offices its goods are declared at, beside its own.', ['2961'])
  customsOffices?: string[];

  @offices('Customs offices its goods leave through; none: any may.', ['3104', '2248'])
  exitOffices?: string[];
}
