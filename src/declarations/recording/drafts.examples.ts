import { DECLARATION, DECLARATION_BODY } from '../reading/declarations.examples.js';
import { MERGING } from '../splitting/proposals.examples.js';

export const COPY_BODY = { reference: 'DC-20211229-0001' };

const { findings, items, totals, valuation } = DECLARATION;
const { declarationId: _id, reference: _reference, simplified: _simplified, currency: _currency, ...merging } = MERGING;
const { acknowledged: _acknowledged, ...finding } = findings[0] ?? {};

export const DECLARATION_PREVIEW = { findings: [finding], items, totals, valuation, merging };

const part = (number: number) => ({ ...DECLARATION_BODY, reference: `${DECLARATION_BODY.reference}/${number}` });
export const SPLIT_BODY = { parts: [part(1), part(2)], confirm: true };

export const SPLIT_DECLARATION = {
  splitGroup: '019a95e2-4c00-7000-8000-000000000024',
  parts: [DECLARATION],
};
