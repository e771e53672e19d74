import { isUscc, usccCheckCharacter } from './uscc.js';

describe('unified social credit code', () => {
  test.each([
    '91000000MA0000001R',
    '92000000MA0000001N',
    '91000000MA0000002W',
    '91000000MA0000012X',
    '91000000MA0000007C',
    '91000000MA000000WD',
    '91000000MA00000030', // the weighted sum is divisible by 31: the check character is 0, not a 32nd symbol
    '91330621MA00000066',
  ])('accepts %s', (code) => {
    expect(isUscc(code)).toBe(true);
    expect(usccCheckCharacter(code.slice(0, 17))).toBe(code.charAt(17));
  });

  test.each([
    ['a letter the alphabet leaves out', '91000000MA0000001S'],
    ['another check character', '91000000MA0000002R'],
    ['17 characters', '91000000MA0000001'],
    ['19 characters', '91000000MA0000001RR'],
    ['lower case', '91000000ma0000001r'],
    ['a letter in the region', '91A00000MA0000001R'],
    ['I for 1', '9I000000MA0000001R'],
    ['O for 0', '91000000MAO000001R'],
    ['a blank before', ' 91000000MA0000001R'],
    ['a line break after', '91000000MA0000001R\n'],
    ['full-width digits', '９1000000MA0000001R'],
    ['nothing', ''],
  ])('refuses %s', (_, code) => {
    expect(isUscc(code)).toBe(false);
  });

  test.each(['', '91000000MA000000', '91000000MA00000011', '91000000MA000000S'])(
    'has no check character for %j',
    (first) => {
      expect(usccCheckCharacter(first)).toBeNull();
    },
  );
});
