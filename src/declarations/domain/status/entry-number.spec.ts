import { findingsOf, isPlausibleNumber } from './entry-number.js';

describe('a customs number', () => {
  it.each([
    ['290620210000000001', true],
    ['290620220000000001', true], // accepted in the year after its filing
    ['290620200000000001', false],
    ['290620230000000001', false],
    ['292120210000000001', false], // of another office
    ['290620211000000001', false], // an import
    ['29062021000000001', false], // 17 digits
    ['2906202100000000011', false],
    ['2906 2021 0000 000 01', false],
  ])('%s of office 2906, filed in 2021: %s', (number, plausible) => {
    expect(isPlausibleNumber(number, { customsOffice: '2906', filedIn: [2021] })).toBe(plausible);
  });

  it('may be of each year of filing, and of any where none is known', () => {
    expect(isPlausibleNumber('290620240000000001', { customsOffice: '2906', filedIn: [2021, 2023] })).toBe(true);
    expect(isPlausibleNumber('290620240000000001', { customsOffice: null, filedIn: [] })).toBe(true);
  });

  it('has one finding: that it has no form, or why its receipt is parked', () => {
    const codes = (...args: Parameters<typeof findingsOf>) => findingsOf(...args).map(({ code }) => code);
    expect(codes('2906', 'entry-id-implausible')).toEqual(['entry-id-invalid']);
    expect(codes('290620211000000001', 'entry-id-implausible')).toEqual(['entry-id-implausible']);
    expect(codes('290620210000000001', 'entry-id-taken')).toEqual(['entry-id-taken']);
    expect(codes(null, 'after-closing')).toEqual(['after-closing']);
    expect(codes(null, 'before-filing')).toEqual(['before-filing']);
    expect(codes('290620210000000001', 'code-unknown')).toEqual([]);
    expect(codes(null, null)).toEqual([]);
  });
});
