/** Answers as the API description shows them. */
const line = (number: number, totalPrice: string) => ({
  line: number,
  hsCode: '5407520090',
  name: '涤纶染色布',
  quantity: '12000',
  unit: '030',
  packages: 160,
  grossWeightKg: '7100',
  netWeightKg: '6900',
  totalPrice,
  finalDestination: 'NGA',
});

const part = (number: number, totalPrice: string, container: string) => ({
  reference: `DC-20211228-0001/${number}`,
  goodsLines: [number],
  containers: [container],
  ...{ totalPrice, usd: totalPrice, items: 1, packages: '160', grossWeightKg: '7100', netWeightKg: '6900' },
  passes: true,
  declaration: {
    ...{ reference: `DC-20211228-0001/${number}`, market: 'KQ-CTC', currency: 'USD' },
    containers: [{ number: container, goodsLines: [number] }],
    goods: [line(number, totalPrice)],
  },
  findings: [],
});

export const SPLIT_PROPOSAL = {
  needed: true,
  group: 'DC-20211228-0001',
  whole: {
    ...{ totalPrice: '152300.00', usd: '152300.00', items: 2 },
    ...{ packages: '320', grossWeightKg: '14200', netWeightKg: '13800' },
  },
  containersWhole: true,
  billOfLading: 'COSU6300012345',
  caution: {
    code: 'split-caution',
    severity: 'warning',
    pointer: '',
    message:
      'The proposal looks at the ceiling and the number of items only: every part must be a genuine deal of its own, and one deal may not be split to stay below the ceiling.',
    remedy:
      'For one deal use another supervision mode such as 0110; otherwise compare the parts with the deals before declaring.',
  },
  notes: [],
  parts: [part(1, '92300.00', 'CSQU3054383'), part(2, '60000.00', 'MSKU0383250')],
};

const side = { totalPrice: '18600.00', packages: '160', netWeightKg: '6900', grossWeightKg: '7100' };

export const MERGING = {
  declarationId: '019a95e2-4c00-7000-8000-000000000003',
  reference: 'DC-20211228-0001',
  simplified: false,
  currency: 'USD',
  lines: [{ ...line(1, '18600.00'), itemNumber: 1, reason: 'not-simplified' }],
  items: [
    {
      ...{ itemNumber: 1, hsCode: '5407520090', name: '涤纶染色布', quantity: '12000', unit: '030' },
      ...{ netWeightKg: '6900', totalPrice: '18600.00', finalDestination: 'NGA', goodsLines: [1] },
      ...{ fobUsd: '18600.00', fobCny: '118919.10', packages: '160', grossWeightKg: '7100' },
    },
  ],
  totals: { lines: side, items: side },
  tie: { totalPrice: true, packages: true, netWeightKg: true, grossWeightKg: true },
  ties: true,
};
