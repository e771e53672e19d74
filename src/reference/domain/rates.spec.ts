import { checkRates, ratesKnownAt, type RateVersion } from './rates.js';

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

describe('the rates that were known at an instant', () => {
  const version = (currency: string, toCny: string, setAt: string, replacedAt: string | null = null): RateVersion => {
    return { currency, toCny, toUsd: '1', setAt, replacedAt };
  };
  const versions = [
    version('USD', '6.1', '2021-12-01', '2021-12-10'),
    version('USD', '6.2', '2021-12-10', '2021-12-20'),
    version('EUR', '7.2', '2021-12-10', '2021-12-20'),
    version('USD', '6.3', '2021-12-20'),
  ];
  it.each([
    ['2021-12-05', { USD: '6.1', EUR: '7.2' }],
    ['2021-12-10', { USD: '6.2', EUR: '7.2' }],
    ['2021-12-31', { USD: '6.3' }],
    // Before anybody entered the month: the first that was entered, also after it was replaced.
    ['2021-11-30', { USD: '6.1', EUR: '7.2' }],
  ])('are on %s those in force, or the first that came afterwards', (at, expected) => {
    const found = Object.entries(ratesKnownAt(versions, at)).map(([currency, { toCny }]) => [currency, toCny]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});
