import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shape.js';
import { isTimeOfDay, RATE_BASES, type RateBasis } from './domain/market.js';

const SETTINGS_CHARACTERS_MAX = 20_000;

/** What is absent stays as it is. */
export class ReplaceMarket {
  @Field.checked(
    (value) =>
      typeof value === 'string' && isTimeOfDay(value)
        ? null
        : { code: 'enum-invalid', params: { value: String(value).slice(0, 40), allowed: '00:00 – 23:59' } },
    { type: 'string', pattern: '^\\d{2}:\\d{2}$' },
    { description: 'End of the market’s day in Asia/Shanghai.', example: '20:00' },
  )
  cutOff?: string;

  @Field.oneOf(RATE_BASES, { description: 'Month of the rates: that of the declared day, or that of closing.' })
  rateBasis?: RateBasis;

  @Field.day({ description: 'First day that is followed up.' })
  followUpSince?: string;

  @Field.checked(
    settingsFault,
    { type: 'object', additionalProperties: true },
    {
      description:
        'Ages, times, calendar, `fxTolerancePercent` (0 to 20). Days are calendar days; what falls on a day off is due on the next working day.',
    },
  )
  settings?: Record<string, unknown>;
}

function settingsFault(value: unknown) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return { code: 'type-wrong' as const, params: { expected: 'object' } };
  }
  return JSON.stringify(value).length > SETTINGS_CHARACTERS_MAX
    ? { code: 'text-too-long' as const, params: { max: String(SETTINGS_CHARACTERS_MAX) } }
    : null;
}

export class MarketQuery extends PageQuery {
  @Field.flagText({ description: 'Only markets that are followed up (true), or only the others (false).' })
  followed?: string;
}

export interface MarketAnswer {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly province: string | null;
  /** Batch of the pilot. */
  readonly batch: number | null;
  readonly pilotYear: number | null;
  /** False: the code is ours, customs publishes none. */
  readonly codeVerified: boolean;
  readonly customsOffice: string | null;
  readonly rateBasis: RateBasis;
  readonly cutOff: string;
  readonly followUpSince: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly revision: number;
}
