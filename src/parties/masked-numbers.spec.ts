import { maskNumber, withMaskedNumbers } from './masked-numbers.js';

describe('a document number', () => {
  it.each([
    ['A01234567', '*****4567'],
    ['12345', '****2345'],
    ['1234', '****'],
    ['7', '*'],
    ['', ''],
  ])('%j is shown as %j', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });
});

describe('an answer', () => {
  it.each([
    [
      'a buyer',
      { buyer: { name: 'X', documentNumber: 'A01234567' } },
      { buyer: { name: 'X', documentNumber: '*****4567' } },
    ],
    [
      'a list',
      { items: [{ idType: 'document', id: 'A01234567' }] },
      { items: [{ idType: 'document', id: '*****4567' }] },
    ],
    [
      'an identity card',
      { principal: { idType: 'ID', id: '330602199001011234' } },
      { principal: { idType: 'ID', id: '**************1234' } },
    ],
    [
      'an identity card that nobody calls one',
      { principal: { id: '330602199001011231' } },
      { principal: { id: '**************1231' } },
    ],
    [
      'what has changed',
      { changes: [{ pointer: '/buyer/documentNumber', before: 'A01234567', after: null }] },
      { changes: [{ pointer: '/buyer/documentNumber', before: '*****4567', after: null }] },
    ],
    [
      'a whole that has changed',
      { pointer: '/buyer', before: { documentNumber: 'A01234567' } },
      { pointer: '/buyer', before: { documentNumber: '*****4567' } },
    ],
    [
      'a principal that has changed from a firm to a person',
      { pointer: '/principal/id', before: '91330621MA00000066', after: '330602199001011234' },
      { pointer: '/principal/id', before: '91330621MA00000066', after: '**************1234' },
    ],
  ])('shows the end of the number alone of %s', (_, answer, masked) => {
    expect(withMaskedNumbers(answer)).toEqual(masked);
  });

  it.each([
    [{ id: '1', idType: 'USCC' }],
    [{ id: 'AL NOOR', idType: 'name' }],
    [{ id: '1', number: 'A01234567', at: new Date(0) }],
    [[1, 'a', null]],
    ['text'],
  ])('without such a number stays what it is: %j', (answer) => {
    expect(withMaskedNumbers(answer)).toBe(answer);
  });
});
