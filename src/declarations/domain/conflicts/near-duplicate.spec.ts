import { exampleDeclaration, exampleLine } from '../../../../test/samples/example.js';
import type { DeclarationInput } from '../declaration.js';
import { loadOf, nearDuplicates } from './near-duplicate.js';

const TODAY = '2021-12-28';
const load = (changes: Partial<DeclarationInput> = {}) => loadOf(exampleDeclaration(changes), TODAY);
const live = (changes: Partial<DeclarationInput> = {}) => ({
  ...load(changes),
  declarationId: 'first',
  reference: 'S-1',
});

describe('a near-duplicate', () => {
  it('has a container in common in one week, the same weights and the same total', () => {
    const [found, ...rest] = nearDuplicates(load(), 'own', [live({ declaredOn: '2022-01-02' })]);
    expect(rest).toEqual([]);
    expect(found).toEqual({
      code: 'near-duplicate',
      severity: 'warning',
      pointer: '/containers/0/number',
      params: { container: 'CSQU3054383', week: '2021-W52', first: 'S-1' },
    });
  });

  it.each<[string, Partial<DeclarationInput>]>([
    ['another market', { market: 'YW' }],
    ['another week', { declaredOn: '2022-01-03' }],
    ['another container', { containers: [{ number: 'MSKU0383250' }] }],
    ['another gross weight', { grossWeightKg: '1041' }],
    ['another net weight', { goods: [exampleLine(1), exampleLine(2, { netWeightKg: '499.9' })] }],
    ['another total', { goods: [exampleLine(1), exampleLine(2, { totalPrice: '1000.01' })] }],
    ['another currency', { currency: 'EUR' }],
  ])('is none with %s', (_, changes) => {
    expect(nearDuplicates(load(), 'own', [live(changes)])).toEqual([]);
  });

  it('is none where weights are not all known, and never itself', () => {
    const goods = [exampleLine(1), exampleLine(2, { netWeightKg: undefined })];
    expect(nearDuplicates(load({ goods }), 'own', [live({ goods })])).toEqual([]);
    expect(nearDuplicates(load(), 'first', [live()])).toEqual([]);
  });
});
