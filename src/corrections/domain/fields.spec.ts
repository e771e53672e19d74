import type { DeclarationInput } from '../../declarations/domain/declaration.js';
import { againstAnswer, recorded, valueAt } from './fields.js';

const input: DeclarationInput = {
  reference: 'F-1',
  market: 'KQ-CTC',
  consignor: { name: '甲' },
  containers: [{ number: 'CSQU3054383' }],
  goods: [{ line: 1, netWeightKg: '6900' }, { line: 2 }],
};

describe('a field that can be asked for', () => {
  it.each([
    ['/consignor/name', '甲'],
    ['/consignor/uscc', null],
    ['/consignor', { name: '甲' }],
    ['/buyer/country', null],
    ['/freight/value', null],
    ['/simplified', null],
    ['/goods/0/netWeightKg', '6900'],
    ['/goods/1/netWeightKg', null],
    ['/containers/0', { number: 'CSQU3054383' }],
    ['/containers/0/goodsLines', null],
    ['/goods', input.goods],
  ])('is %s: it says %j', (place, value) => expect(valueAt(input, place)).toEqual(value));

  it.each([
    ...['', 'goods', '/', '/reference', '/market', '/status', '/items/0', '/constructor', '/consignor/__proto__'],
    ...[
      '/goods/2',
      '/goods/-1',
      '/goods/00',
      '/goods/x/name',
      '/goods/0/colour',
      '/goods/0/name/first',
      '/goods/length',
    ],
    ...['/containers/0/goodsLines/0', '/consignor/name/0'],
  ])('is not "%s"', (place) => expect(valueAt(input, place)).toBeUndefined());
});

const codes = (found: readonly { code: string; pointer: string }[]) =>
  found.map(({ code, pointer }) => `${code} ${pointer}`);

describe('a request', () => {
  it('keeps what the fields say, and lists everything that is wrong at once', () => {
    const fields = ['/goods/0/netWeightKg', '/goods/9', '/colour', '/goods/0/netWeightKg'].map((pointer) => ({
      pointer,
      comment: '?',
    }));
    const { fields: stored, findings } = recorded(input, fields);
    expect(stored[0]).toEqual({ pointer: '/goods/0/netWeightKg', comment: '?', value: '6900' });
    expect(codes(findings)).toEqual([
      'correction-field-unknown /fields/1/pointer',
      'correction-field-unknown /fields/2/pointer',
      'correction-field-repeated /fields/3/pointer',
    ]);
    expect(codes(recorded(input, []).findings)).toEqual(['required-missing /fields']);
  });

  it('is answered field by field: none left out, none twice, none beside', () => {
    const asked = ['/goods/0', '/buyer'].map((pointer) => ({ pointer, comment: '?' }));
    const answer = (...pointers: string[]) =>
      codes(
        againstAnswer(
          asked,
          pointers.map((pointer) => ({ pointer, text: '!' })),
        ),
      );
    expect(answer('/buyer', '/goods/0')).toEqual([]);
    expect(answer('/buyer', '/goods', '/buyer')).toEqual([
      'correction-not-asked /fields/1/pointer',
      'correction-field-repeated /fields/2/pointer',
      'correction-unanswered /fields',
    ]);
  });
});
