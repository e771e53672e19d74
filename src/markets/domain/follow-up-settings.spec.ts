import { followUpSettings } from './follow-up-settings.js';

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
      brokerReceipts: true,
      dueDays: {
        'submitted-without-receipt': 0,
        'left-not-loaded': 7,
        'released-not-closed': 7,
        'fx-receipt-missing': 90,
      },
    });
  });

  it('are taken where they are given', () => {
    const given = {
      weekAfterDays: 3,
      brokerReceipts: false,
      settlementTime: '23:59',
      dueDays: { 'left-not-loaded': 2 },
    };
    const settings = followUpSettings(given);
    expect(settings).toMatchObject({
      weekAfterDays: 3,
      brokerReceipts: false,
      settlementTime: '23:59',
      monthAfterDays: 30,
    });
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
    ['a flag as text', { brokerReceipts: 'false' }],
  ])('stay the default for %s', (_, given) => {
    expect(followUpSettings(given)).toEqual(followUpSettings({}));
  });
});
