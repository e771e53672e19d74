import { isReceiptChannel, meaningOf, RECEIPT_CHANNELS, RECEIPT_CODES } from './receipt-codes.js';

describe('receipt codes', () => {
  it.each([
    ['single-window', 'L', 'accepted'],
    ['single-window', 'E', 'returned'],
    ['single-window', 'Z', 'returned'],
    ['single-window', 'C', 'inspecting'],
    ['single-window', 'I', 'released'],
    ['single-window', 'F', 'released'],
    ['single-window', 'P', 'released'],
    ['single-window', 'R', 'closed'],
    ['single-window', 'A', 'cancelled'],
    ['single-window', 'D', 'cancelled'],
    ['officer', 'accept', 'accepted'],
    ['officer', 'return', 'returned'],
    ['officer', 'inspect', 'inspecting'],
    ['officer', 'release', 'released'],
    ['officer', 'close', 'closed'],
    ['officer', 'cancel', 'cancelled'],
  ])('%s %s means %s', (channel, code, meaning) => {
    expect(meaningOf(channel, code)).toBe(meaning);
  });

  it.each([
    ['single-window', 'q'],
    ['single-window', 'l'],
    ['single-window', 'accept'],
    ['officer', 'L'],
    ['fax', 'L'],
    ['constructor', 'name'],
  ])('%s %s means nothing known', (channel, code) => {
    expect(meaningOf(channel, code)).toBeNull();
  });

  it('are unique within their channel', () => {
    for (const channel of RECEIPT_CHANNELS) {
      const codes = RECEIPT_CODES[channel].map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }
    expect(Object.keys(RECEIPT_CODES)).toEqual(RECEIPT_CHANNELS);
    expect(isReceiptChannel('toString')).toBe(false);
  });
});
