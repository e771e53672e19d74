import type { Declaration } from '../../../shared/declaration/types.js';
import { changesOf, presentValue } from './amendment-changes.js';

const DECLARATION = {
  packages: 320,
  contractNumber: 'K-1',
  buyer: { name: 'LAGOS FABRICS', country: 'NGA' },
  goods: [
    { line: 1, totalPrice: '10.00' },
    { line: 7, totalPrice: '20.00', packages: 5 },
  ],
} as unknown as Declaration;
const asked = (field: string, value: string, index: number | null = null) => ({ place: { index, field }, value });

describe('the changes of an amendment', () => {
  it('replace a field of the header whole, and keep what is not asked for', () => {
    expect(changesOf(DECLARATION, [asked('buyer.country', 'GHA'), asked('packages', '321')])).toEqual({
      buyer: { name: 'LAGOS FABRICS', country: 'GHA' },
      packages: 321,
    });
  });

  it('name goods lines by their number, several fields of one line at once', () => {
    expect(changesOf(DECLARATION, [asked('totalPrice', '21.00', 1), asked('packages', '6', 1)])).toEqual({
      goodsByLine: [{ line: 7, totalPrice: '21.00', packages: 6 }],
    });
  });

  it('take away what is emptied, and leave what is no number to the service', () => {
    expect(changesOf(DECLARATION, [asked('contractNumber', ''), asked('buyer.name', '')])).toEqual({
      buyer: { country: 'NGA' },
      without: ['contractNumber'],
    });
    expect(changesOf(DECLARATION, [asked('packages', 'x')])).toEqual({ packages: 'x' });
  });

  it('are shown beside the present value', () => {
    expect(presentValue(DECLARATION, { index: 1, field: 'totalPrice' })).toBe('20.00');
    expect(presentValue(DECLARATION, { index: null, field: 'buyer.country' })).toBe('NGA');
  });
});
