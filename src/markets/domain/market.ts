import { addDays, type Day } from '../../vocabulary/period.js';

/** Which month's customs rates value a declaration: that of its declared day, or that of its closing. */
export const RATE_BASES = ['declaration', 'closing'] as const;
export type RateBasis = (typeof RATE_BASES)[number];

/** A recognised market cluster, and how its days, weeks and months are followed up. */
export interface Market {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly province: string | null;
  readonly batch: number | null;
  readonly pilotYear: number | null;
  /** False for codes that are ours because customs publishes none. */
  readonly codeVerified: boolean;
  /** Four-digit customs office; null until the market is set up here. */
  readonly customsOffice: string | null;
  readonly rateBasis: RateBasis;
  /** When the market's day ends, in Asia/Shanghai: "20:00". */
  readonly cutOff: string;
  /** First day that is followed up; null means that no day, week or month of the market is ever due. */
  readonly followUpSince: Day | null;
  /** Ages, times and the working calendar, as the folders that follow up read them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** Counts every change; what If-Match compares. */
  readonly revision: number;
}

/** What an administrator sets. */
export type MarketSettings = Pick<Market, 'cutOff' | 'rateBasis' | 'followUpSince' | 'settings'>;

export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Each day back is a clearance to be run, and a week and a month besides; a typed 2002 for 2026 would enter ten thousand. */
export const FOLLOW_UP_DAYS_BACK_MAX = 366;

/** The earliest first day of follow-up that can be set on a day. Ours: enough to follow a market up from the year before. */
export const earliestFollowUp = (today: Day): Day => addDays(today, -FOLLOW_UP_DAYS_BACK_MAX);
