import { PageQuery } from '../platform/http/page.js';
import { Field } from '../platform/http/shapes/shape.js';
import type { FollowUpSettings } from './domain/follow-up-settings.js';
import { isTimeOfDay, RATE_BASES, type RateBasis } from './domain/market.js';
import { FollowUpSettingsBody } from './follow-up-settings.dto.js';

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

  @Field.object(() => FollowUpSettingsBody, { description: 'Ages, terms and times; replaced as a whole.' })
  settings?: FollowUpSettingsBody;
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
  /** In force, defaults included. */
  readonly settings: FollowUpSettings;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly revision: number;
}
