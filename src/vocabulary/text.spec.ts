import fc from 'fast-check';
import { forbiddenCharacterIn, isSameReference, normaliseLines, normaliseSeal, normaliseText } from './text.js';

describe('a text', () => {
  test.each([
    ['  涤纶染色布 ', '涤纶染色布'],
    ['\u3000涤纶\u00a0', '涤纶'],
    ['Cafe\u0301', 'Café'],
    ['\ufeffDC-1', 'DC-1'],
  ])('%j is stored as %j', (raw, stored) => expect(normaliseText(raw)).toBe(stored));

  it('has one form: bringing it into it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => normaliseText(normaliseText(raw)) === normaliseText(raw)),
    );
  });

  test.each([
    ['a bell', 'a\u0007b', 'U+0007'],
    ['a line break', 'a\nb', 'U+000A'],
    ['a C1 control', 'a\u0085b', 'U+0085'],
    ['a soft hyphen', 'a\u00adb', 'U+00AD'],
    ['a zero-width blank', 'DC\u200b1', 'U+200B'],
    ['a joiner that shows nothing', 'DC\u034f1', 'U+034F'],
    ['a filler', 'DC\u31641', 'U+3164'],
    ['the blank of Braille', 'DC\u28001', 'U+2800'],
    ['a direction mark', 'a\u202eb', 'U+202E'],
    ['a line separator', 'a\u2028b', 'U+2028'],
    ['private use', '布\ue000', 'U+E000'],
    ['private use of a higher plane', '布\u{f0000}', 'U+F0000'],
    ['a replacement character', '布\ufffd', 'U+FFFD'],
    ['a noncharacter', '布\ufdd0', 'U+FDD0'],
    ['half a surrogate', 'a\ud800', 'U+D800'],
  ])('may not hold %s', (_, text, character) => expect(forbiddenCharacterIn(text)).toBe(character));

  test.each(['涤纶染色布', 'Ünïcode', '𠮷野家', '🧵 thread', 'a\u0301', 'ＤＣ－１', 'a\u00a0b', "O'Neil & Co. <x>"])(
    'may hold %s',
    (text) => expect(forbiddenCharacterIn(text)).toBeNull(),
  );

  it('of several lines keeps its line breaks, each as one line feed', () => {
    expect(normaliseLines('one\r\ntwo\rthree\tfour\n')).toBe('one\ntwo\nthree\tfour');
    expect(forbiddenCharacterIn('one\ntwo\tthree', { lines: true })).toBeNull();
    expect(forbiddenCharacterIn('one\u000btwo', { lines: true })).toBe('U+000B');
  });
});

describe('a reference', () => {
  test.each(['DC-2021-0001', 'ＤＣ－2021－0001', 'DC 2021 0001', 'DC\u20102021\u20130001', 'DC20210001'])(
    'is the same one written as %s',
    (written) => expect(isSameReference(written, 'DC-2021-0001')).toBe(true),
  );
  test.each(['dc-2021-0001', 'DC-2021-0002', 'DC/2021/0001'])('is another one written as %s', (written) =>
    expect(isSameReference(written, 'DC-2021-0001')).toBe(false),
  );
});

test('a seal has one spelling', () => {
  for (const written of ['KQ9823754', 'kq9823754', 'ＫＱ 9823754', 'kq-982 3754']) {
    expect(normaliseSeal(written)).toBe('KQ9823754');
  }
});
