import { pointer, violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { Rule } from './rule.js';

/** A line of a trade record means nothing without the record it is a line of. */
export const tradeRecord: Rule = ({ tradeRecord: record, goods = [] }) =>
  !isGiven(record) && goods.some(({ tradeLine }) => isGiven(tradeLine))
    ? [violation('required-missing', pointer('tradeRecord'), { field: 'tradeRecord' })]
    : [];
