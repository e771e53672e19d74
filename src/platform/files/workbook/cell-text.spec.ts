import { numberForm, shownNumber } from './cell-text.js';

const shown = (stored: string, id: number, code?: string) => shownNumber(stored, numberForm(id, code), 1900);

describe('the text of a number cell', () => {
  it.each<[string, string, number, string | undefined, string]>([
    ['a whole number', '12000', 0, undefined, '12000'],
    ['a decimal that is stored with noise', '0.30000000000000004', 0, undefined, '0.3'],
    ['a very small one', '0.0000001', 0, undefined, '0.0000001'],
    ['grouped thousands, which are only shown', '18600.5', 4, undefined, '18600.5'],
    ['fifteen digits', '290620210000000', 0, undefined, '290620210000000'],
    ['more digits than are kept', '290620210000000902', 0, undefined, '2.90620E+17'],
    ['zeros in front by a format of zeros', '101210010', 164, '0000000000', '0101210010'],
    ['a day', '44558', 14, undefined, '2021-12-28'],
    ['a day in Chinese', '44558', 31, undefined, '2021-12-28'],
    ['a day by a format of its own', '44558', 165, 'yyyy"年"m"月"d"日"', '2021-12-28'],
    ['a day with a locale', '44558', 165, '[$-804]yyyy/m/d;@', '2021-12-28'],
    ['a day with its time', '44558.375', 22, undefined, '2021-12-28 09:00:00'],
    ['the 28th of February 1900', '59', 14, undefined, '1900-02-28'],
    ['a time', '0.375', 20, undefined, '09:00:00'],
    ['a percentage', '0.003', 10, undefined, '0.3%'],
    ['an amount with a literal that looks like a date', '5', 164, '0.00"d"', '5'],
    ['an amount in red', '5', 164, '#,##0.00;[Red]-#,##0.00', '5'],
  ])('is that of %s', (_, stored, id, code, expected) => {
    expect(shown(stored, id, code)).toBe(expected);
  });

  it('counts days from 1904 where the workbook does', () => {
    expect(shownNumber('43096', 'date', 1904)).toBe('2021-12-28');
  });
});
