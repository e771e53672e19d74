import { DECLARATION, DECLARATION_BODY } from '../reading/declarations.examples.js';
import { MERGING } from '../splitting/proposals.examples.js';

export const COPY_BODY = { reference: 'DC-20211229-0001' };

const { findings, items, totals, valuation } = DECLARATION;
const { declarationId: _id, reference: _reference, simplified: _simplified, currency: _currency, ...merging } = MERGING;
const { acknowledged: _acknowledged, ...finding } = findings[0] ?? {};

export const DECLARATION_PREVIEW = { findings: [finding], items, totals, valuation, merging };

const HALF = { packages: 80, grossWeightKg: '3550', netWeightKg: '3450' };
const part = (number: number) => ({
  ...{ ...DECLARATION_BODY, ...HALF, reference: `${DECLARATION_BODY.reference}/${number}` },
  freight: { ...DECLARATION_BODY.freight, value: '425.00' },
  goods: DECLARATION_BODY.goods.map((line) => ({
    ...{ ...line, ...HALF, totalPrice: '9300.00' },
    ...{ quantity: '6000', legalQuantity1: '6000', legalQuantity2: '3450' },
  })),
});
export const SPLIT_BODY = { parts: [part(1), part(2)], confirm: true };

export const SPLIT_DECLARATION = {
  splitGroup: '019a95e2-4c00-7000-8000-000000000024',
  parts: [DECLARATION],
};
