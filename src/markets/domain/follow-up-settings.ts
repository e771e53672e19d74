import { fxTolerancePercent } from './fx-tolerance.js';
import { type OpenItemKind, OPEN_ITEM_KINDS, KINDS } from '../../vocabulary/open-item-kinds.js';

/** How a market is followed up, beside its cut-off. Days are counted in Asia/Shanghai. */
export interface FollowUpSettings {
  /** From this age on an item is at least of level `week`. */
  readonly weekAfterDays: number;
  /** From this age on an item is of level `month`. */
  readonly monthAfterDays: number;
  readonly dueDays: Readonly<Record<OpenItemKind, number>>;
  /** Day of the month after the closing by which the VAT exemption is to be filed. */
  readonly exemptionFilingDay: number;
  /** Percent of the declared value that may be missing of the payments; kept with each payment when it is recorded. */
  readonly fxTolerancePercent: number;
  /** Mondays, when the week before is settled. */
  readonly settlementTime: string;
  /** On the first of a month, when the reminder of the month before is due. */
  readonly reminderTime: string;
  /** A reminder lists a key when it expires within so many days. */
  readonly keyExpiryDays: number;
  /** Whether brokers may report what the Single Window answers them about their own declarations. */
  readonly brokerReceipts: boolean;
  /** Customs offices its goods are declared at, beside its own. */
  readonly customsOffices: readonly string[];
  /** Customs offices its goods leave through; none means that any may. */
  readonly exitOffices: readonly string[];
}

export const DAYS_MAX = 3_650;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Reads the settings of a market. What is absent or of a wrong shape is the default: a typing error in one setting must
 * not stop the follow-up of a market, nor settings that are no object at all that of every other one. The 15th for exemption filings follows the monthly tax period, the 90 days for
 * payments the usual term of trade credit; both unverified.
 */
export function followUpSettings(held: unknown): FollowUpSettings {
  const given = isRecord(held) ? held : {};
  const dueDays = isRecord(given['dueDays']) ? given['dueDays'] : {};
  return {
    weekAfterDays: days(given['weekAfterDays'], 7),
    monthAfterDays: days(given['monthAfterDays'], 30),
    dueDays: Object.fromEntries(
      OPEN_ITEM_KINDS.map((kind) => [kind, days(dueDays[kind], KINDS[kind].dueDays)]),
    ) as FollowUpSettings['dueDays'],
    exemptionFilingDay: dayOfMonth(given['exemptionFilingDay'], 15),
    fxTolerancePercent: fxTolerancePercent(given),
    settlementTime: timeOfDay(given['settlementTime'], '06:00'),
    reminderTime: timeOfDay(given['reminderTime'], '08:00'),
    keyExpiryDays: days(given['keyExpiryDays'], 30),
    brokerReceipts: given['brokerReceipts'] !== false,
    customsOffices: offices(given['customsOffices']),
    exitOffices: offices(given['exitOffices']),
  };
}

const OFFICE = /^\d{4}$/;
const offices = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string' && OFFICE.test(each)) : [];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const days = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= DAYS_MAX ? value : otherwise;

/** To the 28th only: every month has it. */
const dayOfMonth = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 28 ? value : otherwise;

const timeOfDay = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && TIME_OF_DAY.test(value) ? value : otherwise;
