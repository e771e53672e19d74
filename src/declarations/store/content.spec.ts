import { exampleDeclaration, exampleLine } from '../../../test/samples/example.js';
import { canonicalJson, contentSha256, headerOf, inputOf } from './content.js';

describe('the content of a declaration', () => {
  it('is one whatever the order of its fields, and without those that say nothing', () => {
    const one = { reference: 'A', market: 'M', buyer: { name: 'x', country: 'NGA' }, currency: undefined };
    const other = { buyer: { country: 'NGA', name: 'x' }, market: 'M', reference: 'A' };
    expect(contentSha256(one)).toBe(contentSha256(other));
    expect(contentSha256({ ...one, containers: [], documents: [], goods: [] } as typeof one)).toBe(
      contentSha256(other),
    );
  });

  it.each([
    ['another figure', { packages: 1 }, { packages: 2 }],
    ['a figure written otherwise', { netWeightKg: '1' }, { netWeightKg: '1.0' }],
    ['another order of lines', { goods: [{ line: 1 }, { line: 2 }] }, { goods: [{ line: 2 }, { line: 1 }] }],
    ['a text where there was a number', { name: '1' }, { name: 1 }],
    ['a field inside another', { a: { b: 1 } }, { a: {}, b: 1 }],
  ])('is another with %s', (_, one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });

  it('keeps the fingerprint it had: a file of last year is still known when it comes again', () => {
    const paperOnly = { stall: undefined, legalQuantity1: undefined, legalQuantity2: undefined, elements: undefined };
    const line = (number: number) => exampleLine(number, { ...paperOnly, domesticSource: undefined });
    const ofLastYear = exampleDeclaration({
      ...{ billOfLading: undefined, tradeCountry: undefined, arrivalCountry: undefined },
      goods: [line(1), line(2)],
    });
    expect(contentSha256(ofLastYear)).toBe(
      '2e9c131fd8f07388617fad174755a46defa025ded3c4bf571852b8104f74339d',
    );
    expect(contentSha256(exampleDeclaration({ tradeRecord: 'T-1' }))).not.toBe(contentSha256(exampleDeclaration()));
  });

  it('leaves the classes of the edge behind', () => {
    class Body {
      reference = 'A';
      market = 'M';
      goods = undefined;
    }
    const input = inputOf(new Body());
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
    expect(Object.keys(input)).toEqual(['reference', 'market']);
  });

  it('keeps lines and containers out of the header', () => {
    const input = { reference: 'A', market: 'M', goods: [], containers: [], packages: 3 };
    expect(headerOf(input)).toEqual({ reference: 'A', market: 'M', packages: 3 });
  });
});
