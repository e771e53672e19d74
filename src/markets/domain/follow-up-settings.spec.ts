import { followUpSettings } from './follow-up-settings.js';
import { itemRules } from '../../open-items/domain/item-rule.js';
import { CLEARED_DAILY, KINDS, OPEN_ITEM_KINDS } from '../../vocabulary/open-item-kinds.js';

describe('the follow-up settings of a market', () => {
  it('have a default each', () => {
    expect(followUpSettings({})).toMatchObject({
      weekAfterDays: 7,
      monthAfterDays: 30,
      exemptionFilingDay: 15,
      fxTolerancePercent: 5,
      settlementTime: '06:00',
      reminderTime: '08:00',
      keyExpiryDays: 30,
      dueDays: {
        'submitted-without-receipt': 0,
        'left-not-loaded': 7,
        'released-not-closed': 7,
        'fx-receipt-missing': 90,
      },
    });
  });

  it('are taken where they are given', () => {
    const given = { weekAfterDays: 3, settlementTime: '23:59', dueDays: { 'left-not-loaded': 2 } };
    const settings = followUpSettings(given);
    expect(settings).toMatchObject({ weekAfterDays: 3, settlementTime: '23:59', monthAfterDays: 30 });
    expect(settings.dueDays).toMatchObject({ 'left-not-loaded': 2, 'released-not-closed': 7 });
  });

  it.each([null, [], 'settings', 7])('stay the default when they are no settings at all: %j', (given) => {
    expect(followUpSettings(given)).toEqual(followUpSettings({}));
  });

  it.each([
    ['a negative age', { weekAfterDays: -1 }],
    ['half a day', { monthAfterDays: 2.5 }],
    ['more than a fifth of the value', { fxTolerancePercent: 21 }],
    ['a number as text', { exemptionFilingDay: '10' }],
    ['a day not every month has', { exemptionFilingDay: 31 }],
    ['an hour that is none', { settlementTime: '24:00' }],
    ['another thing', { reminderTime: null }],
    ['a list', { dueDays: [1, 2, 3] }],
    ['more than ten years', { keyExpiryDays: 100_000 }],
  ])('stay the default for %s', (_, given) => {
    expect(followUpSettings(given)).toEqual(followUpSettings({}));
  });
});

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
    const monthly = OPEN_ITEM_KINDS.filter((kind) => !CLEARED_DAILY.includes(kind));
    expect(monthly).toEqual(['exemption-filing-due', 'fx-receipt-missing']);
  });
});
