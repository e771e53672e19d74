/** Illustrative customs rates of the demo months; not those of any real month. */
export const DEMO_RATES: readonly { currency: string; toCny: string; toUsd: string }[] = [
  { currency: 'CNY', toCny: '1', toUsd: '0.14085' },
  { currency: 'USD', toCny: '7.1', toUsd: '1' },
  { currency: 'EUR', toCny: '7.72', toUsd: '1.0873' },
  { currency: 'GBP', toCny: '8.98', toUsd: '1.2648' },
  { currency: 'HKD', toCny: '0.9098', toUsd: '0.12814' },
];
