import { awaits, type Named, type ReceiptTarget, receiptTargetOf, type Waiting } from './receipt-targets.js';

const A: ReceiptTarget = {
  id: 'a',
  brokerId: 'broker-a',
  reference: 'REF',
  customsOffice: '2906',
  status: 'submitted',
  refusedEntryIds: [],
  entryIds: ['290620210000000001'],
};
const B: ReceiptTarget = { ...A, id: 'b', brokerId: 'broker-b', entryIds: [] };
const nothing: Named = { declarationId: null, reference: null, entryId: null, brokerId: null };

describe('the declaration a receipt means', () => {
  it.each<[string, Partial<Named>, ReceiptTarget | string]>([
    ['the one whose id it names', { declarationId: 'b' }, B],
    ['the one whose id it names, whatever number it carries', { declarationId: 'b', entryId: '290620210000000001' }, B],
    ['none that is there', { declarationId: 'c' }, 'target-unknown'],
    ['the only one with that customs number', { entryId: '290620210000000001' }, A],
    ['none with that customs number', { entryId: '290620210000000009' }, 'target-unknown'],
    ['several with that reference', { reference: 'REF' }, 'target-ambiguous'],
    ['the one of the broker named', { reference: 'REF', brokerId: 'broker-b' }, B],
    ['the one of equal references that has the number', { reference: 'REF', entryId: '290620210000000001' }, A],
    ['several, when none has the number', { reference: 'REF', entryId: '290620210000000009' }, 'target-ambiguous'],
    ['none of another broker', { declarationId: 'a', brokerId: 'broker-b' }, 'target-unknown'],
    [
      'none under another reference, though the number is known',
      { reference: 'X', entryId: '290620210000000001' },
      'target-unknown',
    ],
  ])('is %s', (_, named, expected) => {
    expect(receiptTargetOf({ ...nothing, ...named }, [A, B])).toEqual(expected);
  });
});

describe('a waiting receipt', () => {
  const waiting: Waiting = { ...nothing, customsOffice: '2906', reason: 'target-unknown' };
  it.each<[string, Partial<Waiting>, boolean]>([
    ['its reference', { reference: 'REF' }, true],
    ['its reference and broker', { reference: 'REF', brokerId: 'broker-a' }, true],
    ['another broker', { reference: 'REF', brokerId: 'broker-b' }, false],
    ['another office', { reference: 'REF', customsOffice: '2921' }, false],
    ['no office: an administrator sent it', { reference: 'REF', customsOffice: null }, true],
    ['its id, under the reference of another', { declarationId: 'a', reference: 'X' }, false],
    ['another id', { declarationId: 'b', reference: 'REF' }, false],
    ['its number', { entryId: '290620210000000001' }, true],
    ['another number', { entryId: '290620210000000009' }, false],
    ['its number under another reference', { reference: 'X', entryId: '290620210000000001' }, false],
    ['a reference that was ambiguous', { reference: 'REF', reason: 'target-ambiguous' }, false],
    [
      'a reference that was ambiguous, and its number',
      { reference: 'REF', reason: 'target-ambiguous', entryId: '290620210000000001' },
      true,
    ],
  ])('with %s', (_, named, expected) => {
    expect(awaits({ ...waiting, ...named }, A)).toBe(expected);
  });
});
