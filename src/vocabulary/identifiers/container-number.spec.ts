import {
  containerCheckDigit,
  containerNumbersMeant,
  isContainerNumber,
  normaliseContainerNumber,
  suggestContainerNumbers,
} from './container-number.js';

describe('container number', () => {
  test.each([
    'CSQU3054383',
    'MSKU0383250',
    'MRKU3902661',
    'HLCU9876543',
    'TCLU5000017',
    'CBHU8901239',
    'CSNU6123450',
    'CSNU1000140', // remainder 10 counts as 0
  ])('accepts %s', (number) => {
    expect(isContainerNumber(number)).toBe(true);
    expect(containerCheckDigit(number.slice(0, 10))).toBe(Number(number.charAt(10)));
  });

  test.each([
    ['CSQU3054384', 3],
    ['MSCU1234567', 6],
    ['MSCU7654321', 9],
    ['APZU2106333', 0],
    ['OOLU1234560', 7],
  ])('refuses %s: its check digit is %i', (number, digit) => {
    expect(isContainerNumber(number)).toBe(false);
    expect(containerCheckDigit(number.slice(0, 10))).toBe(digit);
  });

  test.each([
    'CSQ 3054383',
    'csqu3054383',
    'CSQU305438',
    'CSQU3054383 trailing',
    'CSQU30543839999',
    'hello J123456',
    ' CSQU3054383',
    'CSQU3054383\n',
    'CSQX3054383',
    'CSQR3054383',
    '',
    'ＣSQU3054383',
  ])('refuses %j by its shape', (number) => {
    expect(isContainerNumber(number)).toBe(false);
  });

  test.each(['', 'CSQU30543', 'CSQU3054383', 'csqu305438', 'CSQA305438', '12QU305438'])(
    'has no check digit for %j',
    (first) => {
      expect(containerCheckDigit(first)).toBeNull();
    },
  );

  test.each([
    ['csqu3054383', 'CSQU3054383'],
    ['  CSQU 305438-3\t', 'CSQU3054383'],
    ['ＣＳＱＵ３０５４３８３', 'CSQU3054383'],
    ['CSQU\u3000305438\u20133', 'CSQU3054383'],
    ['\ufeffCSQU3054383\u200b', 'CSQU3054383'],
    ['', ''],
    ['集装箱', '集装箱'],
  ])('normalises %j to %s', (raw, expected) => {
    expect(normaliseContainerNumber(raw)).toBe(expected);
  });

  it('proposes the likeliest slip first: look-alikes, then swapped neighbours', () => {
    expect(suggestContainerNumbers('CSQU3O54383')[0]).toBe('CSQU3054383');
    expect(suggestContainerNumbers('C5QU3054383')[0]).toBe('CSQU3054383');
    expect(suggestContainerNumbers('CSQU3504383')).toContain('CSQU3054383');
    expect(suggestContainerNumbers('csqu 305438 4')).toContain('CSQU3054383');
  });

  test.each(['CSQU3054383', '', 'CSQU305438', 'CSQU30543833', 'x'.repeat(100_000), '不是箱号不是箱号不是'])(
    'proposes nothing for %.20s',
    (raw) => expect(suggestContainerNumbers(raw)).toEqual([]),
  );

  test.each([
    ['CSQU3054383', []],
    ['csqu 305438-3', ['CSQU3054383']],
    ['CSQU305438', ['CSQU3054383']],
    ['csqu-305438', ['CSQU3054383']],
    ['CSQU30543', []],
  ])('means by %s %j', (raw, meant) => expect(containerNumbersMeant(raw)).toEqual(meant));
});
