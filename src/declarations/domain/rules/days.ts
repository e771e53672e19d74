import { violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { Rule } from './rule.js';

/** A declaration is recorded when or after it is filed at the Single Window, never before. Days compare as text. */
export const days: Rule = ({ declaredOn }, { today }) =>
  isGiven(declaredOn) && declaredOn > today
    ? [violation('declared-in-future', '/declaredOn', { day: declaredOn, today })]
    : [];
