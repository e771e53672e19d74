import { AMENDABLE, FIELDS, type AmendableField, frozen, isAmendable, isOpen } from './fields.js';

const open = (origin: 'broker' | 'customs') =>
  AMENDABLE.map((status) =>
    (Object.keys(FIELDS) as AmendableField[]).filter((field) => !isOpen(field, status, origin)).sort(),
  );

const ALWAYS = ['consignor', 'customsOffice', 'declaredOn', 'market', 'reference'];
const LEFT_UNDER = ['billOfLading', 'containers', 'exitOffice', 'exitPort', 'simplified', 'vessel', 'voyage'];
const RELEASED = [...ALWAYS, ...LEFT_UNDER].sort();
const CLOSED = [...RELEASED, 'buyer', 'principal'].sort();

describe('the fields of an amendment', () => {
  it('close for the broker step by step', () => {
    expect(open('broker')).toEqual([ALWAYS, ALWAYS, ALWAYS, RELEASED, CLOSED]);
  });

  it('stay open for customs, but for what names the declaration', () => {
    expect(open('customs')).toEqual(AMENDABLE.map(() => ALWAYS));
  });

  it.each(['draft', 'returned', 'cancelled'] as const)('are nobody’s to amend in the state %s', (status) => {
    expect(isAmendable(status)).toBe(false);
  });

  it('are refused with the alternative, where customs has one', () => {
    expect(frozen(['containers', 'goods', 'market'], 'released', 'broker')).toMatchObject([
      { code: 'field-frozen', pointer: '/containers', params: { status: 'released', byCustoms: 'by-customs' } },
      { code: 'field-frozen', pointer: '/market', params: { field: 'market', status: 'released' } },
    ]);
    expect(frozen(['market'], 'closed', 'customs')[0]?.params).not.toHaveProperty('byCustoms');
  });
});
