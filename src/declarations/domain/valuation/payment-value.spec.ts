import { paymentUsd } from './payment-value.js';

const totals = { currency: 'EUR', declared: '1000.00', usd: '1171.50', cny: '7597.50' };
const pound = { toCny: '8.9110', toUsd: '1.3740' };

describe('what a payment counts towards the declared value', () => {
  it.each([
    ['the declared currency', '1000.00', 'EUR', '1171.50'],
    ['a part of it', '0.01', 'EUR', '0.01'],
    ['yuan, at the rates of the declaration', '7597.50', 'CNY', '1171.50'],
    ['dollars', '1171.50', 'USD', '1171.50'],
    ['another currency, at the customs rate', '100.00', 'GBP', '137.40'],
  ])('%s', (_what, amount, currency, expected) =>
    expect(paymentUsd({ amount, currency }, totals, pound)).toBe(expected),
  );

  it('is unknown where there is no rate', () => {
    expect(paymentUsd({ amount: '1.00', currency: 'GBP' }, totals, undefined)).toBeNull();
    const none = { currency: 'EUR', declared: '0.00', usd: null, cny: null };
    expect(paymentUsd({ amount: '1.00', currency: 'EUR' }, none, undefined)).toBeNull();
  });
});
