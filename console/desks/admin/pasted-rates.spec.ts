import { pastedRates } from './pasted-rates.js';

describe('rates pasted from a spreadsheet', () => {
  it('are read with or without a head, in full width too', () => {
    expect(pastedRates('币制\t人民币\t美元\r\nUSD\t7.1059\t1\r\neur\t８．２５\t1.1609\r\n')).toEqual([
      { currency: 'USD', toCny: '7.1059', toUsd: '1' },
      { currency: 'EUR', toCny: '8.25', toUsd: '1.1609' },
    ]);
    expect(pastedRates('USD\t7.1059\t1')).toHaveLength(1);
  });

  it.each(['7.1059', 'USD 7.1059 1', 'USD\t7,1059\tx', 'USD\t-7\t1', ''])('are none in %j', (text) =>
    expect(pastedRates(text)).toBeNull(),
  );
});
