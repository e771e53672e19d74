import { followUpSettings } from './follow-up-settings.js';
import type { Market } from './market.js';

/** The customs offices a market uses; null where it has not said, which is no statement about any office. */
export interface MarketOffices {
  /** Where its goods are declared: its own office, and those its settings name beside it. */
  readonly customsOffices: readonly string[] | null;
  /** Where they leave the country. */
  readonly exitOffices: readonly string[] | null;
}

export function officesOf({ customsOffice, settings }: Pick<Market, 'customsOffice' | 'settings'>): MarketOffices {
  const { customsOffices, exitOffices } = followUpSettings(settings);
  const declaredAt = [...(customsOffice === null ? [] : [customsOffice]), ...customsOffices];
  return {
    customsOffices: declaredAt.length > 0 ? declaredAt : null,
    exitOffices: exitOffices.length > 0 ? exitOffices : null,
  };
}
