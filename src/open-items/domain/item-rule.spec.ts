import { isClearedDaily, KINDS, OPEN_ITEM_KINDS } from '../../vocabulary/open-item-kinds.js';
import { itemRules } from './item-rule.js';

describe('the rules of a market', () => {
  const market = { code: 'KQ-CTC', cutOff: '19:30', settings: { exemptionFilingDay: 10, weekAfterDays: 4 } };

  it('are one a kind, with cut-off and settings of the market', () => {
    const rules = itemRules(market, OPEN_ITEM_KINDS);
    expect(rules.map(({ kind }) => kind)).toEqual([...OPEN_ITEM_KINDS]);
    for (const rule of rules)
      expect(rule).toMatchObject({
        market: 'KQ-CTC',
        cutOff: '19:30',
        weekAfterDays: 4,
        owner: KINDS[rule.kind].owner,
      });
  });

  it('give only the exemption filing a day of the month', () => {
    const days = itemRules(market, OPEN_ITEM_KINDS).filter(({ dueMonthDay }) => dueMonthDay !== null);
    expect(days).toMatchObject([{ kind: 'exemption-filing-due', dueMonthDay: 10 }]);
  });

  it('leave to the month what firms owe to tax office and bank', () => {
    const monthly = OPEN_ITEM_KINDS.filter((kind) => !isClearedDaily(kind));
    expect(monthly).toEqual(['exemption-filing-due', 'fx-receipt-missing']);
  });
});
