import { DECLARATION } from '../reading/declarations.examples.js';
import { MERGING } from '../splitting/proposals.examples.js';

export const COPY_BODY = { reference: 'DC-20211229-0001' };

const { findings, items, totals, valuation } = DECLARATION;
const { declarationId: _id, reference: _reference, simplified: _simplified, currency: _currency, ...merging } = MERGING;
const { acknowledged: _acknowledged, ...finding } = findings[0] ?? {};

export const DECLARATION_PREVIEW = { findings: [finding], items, totals, valuation, merging };
