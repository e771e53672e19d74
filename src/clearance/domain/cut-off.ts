import { type Day, instantAt, type Instant } from '../../vocabulary/period.js';

/** The instant a market's day ends and is cleared. What happens in the very instant still belongs to the day. */
export const cutOffOf = (day: Day, market: { readonly cutOff: string }): Instant => instantAt(day, market.cutOff);
