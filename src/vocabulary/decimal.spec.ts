import { dec, Decimal, isDecimalText, plain } from './decimal.js';

describe('decimal', () => {
  test.each(['0', '1', '13800', '0.5', '18600.00', '0.0000000001', '999999999999999.9999999999'])(
    'takes %s as a plain decimal',
    (text) => expect(isDecimalText(text)).toBe(true),
  );

  test.each([
    '',
    ' 1',
    '1 ',
    '-1',
    '+1',
    '1.',
    '.5',
    '007',
    '1e5',
    '0x1f',
    'NaN',
    'Infinity',
    '1,000',
    '１２',
    '1.2.3',
    '1\n',
  ])('refuses %j as a plain decimal', (text) => expect(isDecimalText(text)).toBe(false));

  test.each([
    ['1234567890123456', {}, false],
    ['0.12345678901', {}, false],
    ['1234', { maxIntegerDigits: 3 }, false],
    ['123', { maxIntegerDigits: 3 }, true],
    ['1.234', { maxScale: 2 }, false],
    ['1.23', { maxScale: 2 }, true],
    ['1', { maxScale: 0 }, true],
    ['1.0', { maxScale: 0 }, false],
  ])('counts digits of %s with limits %j', (text, limits, expected) => {
    expect(isDecimalText(text, limits)).toBe(expected);
  });

  test.each(['', 'abc', '1e5', '0x10', 'NaN', 'Infinity', '.5', '5.', '--1', '1 '])('does not read %j', (text) => {
    expect(() => dec(text)).toThrow(RangeError);
  });

  it('reads what a database writes, also below zero', () => {
    expect(dec('-0.5000').equals('-0.5')).toBe(true);
    expect(plain(dec('13800.0000'))).toBe('13800');
  });

  it('never writes an exponent', () => {
    expect(dec('0.0000000001').times('0.0000000001').toString()).toBe('0.00000000000000000001');
    expect(String(new Decimal('1e25'))).toBe('10000000000000000000000000');
    expect(plain(dec('-0.00'))).toBe('0');
  });

  it('multiplies the largest column by the longest rate without rounding', () => {
    expect(plain(dec('999999999999999.9999').times('1234.567891'))).toBe('1234567890999999999.8765432109');
  });

  it('is not changed by somebody else setting up decimal.js', async () => {
    const { Decimal: shared } = await import('decimal.js');
    shared.set({ precision: 3 });
    expect(plain(dec('1').div('3')).length).toBe(42);
    shared.set({ precision: 20 });
  });
});
