import { exampleDeclaration, exampleLine } from '../../../test/samples/example.js';
import { merged } from './merge.js';

const input = exampleDeclaration();

describe('changes', () => {
  it('that are none leave everything as it is', () => {
    expect(merged(input, {})).toEqual(input);
  });

  it('replace a field as a whole, and take one away', () => {
    const { buyer, principal, ...rest } = merged(input, { buyer: { name: 'ACCRA TEXTILES' }, without: ['principal'] });
    expect([buyer, principal, rest.goods]).toEqual([{ name: 'ACCRA TEXTILES' }, undefined, input.goods]);
  });

  it('replace the goods as a whole, or line by line', () => {
    expect(merged(input, { goods: [exampleLine(7)] }).goods).toEqual([exampleLine(7)]);
    const goodsByLine = [{ line: 2, totalPrice: '5.00' }, exampleLine(3)];
    expect(merged(input, { goodsByLine }).goods).toEqual([
      exampleLine(1),
      exampleLine(2, { totalPrice: '5.00' }),
      exampleLine(3),
    ]);
  });
});
