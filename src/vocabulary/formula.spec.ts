import fc from 'fast-check';
import { disarmed, disarmedForReturn, rearmed } from './formula.js';

it('gives back every cell as it was, however often it was disarmed before', () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^['=+@\t -]{0,4}x?$/));
  fc.assert(fc.property(cell, (text) => rearmed(disarmedForReturn(text)) === text));
  fc.assert(fc.property(cell, (text) => rearmed(rearmed(disarmedForReturn(disarmedForReturn(text)))) === text));
});

test.each(['=A1', '+PLUS', '-20℃', '@2/1', '\tx', '＝A1'])('%j is disarmed', (cell) => {
  expect(disarmed(cell)).toBe(`'${cell}`);
  expect(disarmedForReturn(cell)).toBe(`'${cell}`);
});
test.each(["'quoted", '＇引'])('%j is marked only where it comes back', (cell) => {
  expect(disarmed(cell)).toBe(cell);
  expect(disarmedForReturn(cell)).toBe(`'${cell}`);
});
test.each(['涤纶', '', 'a=b', '1850.00'])('%j is left alone', (cell) => expect(disarmed(cell)).toBe(cell));
