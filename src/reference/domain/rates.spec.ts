import { checkRates } from './rates.js';

const known = (code: string) => ['USD', 'EUR'].includes(code);
const check = (...rates: [currency: string, toCny: string, toUsd: string][]) =>
  checkRates(
    rates.map(([currency, toCny, toUsd]) => ({ currency, toCny, toUsd })),
    known,
  ).map(({ code, pointer }) => `${code} ${pointer}`);

describe('the rates of a month', () => {
  it('are some, of known currencies, each once, above zero', () => {
    expect(check(['USD', '6.3706', '1'], ['EUR', '7.1814', '1.1273'])).toEqual([]);
    expect(check()).toEqual(['required-missing /rates']);
  });

  it('are refused with every breach at once', () => {
    expect(check(['USD', '0', '0.000'], ['XXX', '1', '1'], ['USD', '6', '1'])).toEqual([
      'amount-not-positive /rates/0/toCny',
      'amount-not-positive /rates/0/toUsd',
      'currency-unknown /rates/1/currency',
      'entry-duplicate /rates/2/currency',
    ]);
  });
});
