import fc from 'fast-check';
import { disarmed, rearmed } from './disarm.js';

it('gives back every cell as it was, however often it was disarmed before', () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^['=+@\t -]{0,4}x?$/));
  fc.assert(fc.property(cell, (text) => rearmed(disarmed(text)) === text));
  fc.assert(fc.property(cell, (text) => rearmed(rearmed(disarmed(disarmed(text)))) === text));
});

test.each(['=A1', '+PLUS', '-20℃', '@2/1', '\tx', '＝A1', "'quoted"])('%j is disarmed', (cell) =>
  expect(disarmed(cell)).toBe(`'${cell}`),
);
test.each(['涤纶', '', 'a=b', '1850.00'])('%j is left alone', (cell) => expect(disarmed(cell)).toBe(cell));
