import { maybe, nullOr, orNull } from '../../platform/http/description/example.js';
import { DECLARATION, DECLARATION_BODY } from '../reading/declarations.examples.js';

const LINE = { ...DECLARATION.goods[0] };
const [FINDING] = DECLARATION.findings;
const { id: _id, status: _status, version: _version, revision: _revision, ...STATED } = DECLARATION;
const {
  entryId: _entry,
  splitGroup: _splitGroup,
  brokerId: _broker,
  items: _items,
  totals: _totals,
  valuation: _valuation,
  ...CONTENT
} = STATED;
const { reference, market } = DECLARATION_BODY;

const FIGURES = {
  ...{ totalPrice: '92300.00', usd: '92300.00', items: 1 },
  ...{ packages: orNull('160'), grossWeightKg: orNull('7100'), netWeightKg: orNull('6900') },
};

/** Fields of a declaration as it may be sent, without what the service adds to it. */
const BODY = Object.fromEntries(
  Object.entries(CONTENT).filter(([name]) => name in DECLARATION_BODY || name === 'tradeRecord'),
);

/** Answers as the API description shows them. */
export const SPLIT_PROPOSAL = {
  needed: orNull(true),
  group: reference,
  whole: orNull({ ...FIGURES, totalPrice: '152300.00', usd: '152300.00', items: 2 }),
  containersWhole: orNull(true),
  billOfLading: orNull('COSU6300012345'),
  caution: {
    code: 'split-caution',
    severity: 'warning',
    pointer: '',
    message:
      'The proposal looks at the ceiling and the number of items only: every part must be a genuine deal of its own, and one deal may not be split to stay below the ceiling.',
    remedy:
      'For one deal use another supervision mode such as 0110; otherwise compare the parts with the deals before declaring.',
    source: 'GACC Announcement 2019 No. 221: ceiling of 150,000 USD a declaration.',
  },
  notes: [FINDING],
  parts: [
    {
      reference: `${reference}/1`,
      goodsLines: [1],
      containers: ['CSQU3054383'],
      ...FIGURES,
      passes: true,
      declaration: { ...BODY, reference: `${reference}/1`, market },
      findings: [FINDING],
    },
  ],
};

const SIDE = {
  ...{ totalPrice: orNull('18600.00'), packages: orNull('160') },
  ...{ netWeightKg: orNull('6900'), grossWeightKg: orNull('7100') },
};

export const MERGING = {
  declarationId: '019a95e2-4c00-7000-8000-000000000003',
  reference,
  simplified: false,
  currency: orNull('USD'),
  lines: [{ ...LINE, itemNumber: orNull(1), reason: orNull('not-simplified') }],
  items: [
    {
      ...DECLARATION.items[0],
      ...{ fobUsd: maybe('18600.00'), fobCny: maybe('118919.10') },
      ...{ packages: orNull('160'), grossWeightKg: orNull('7100') },
    },
  ],
  totals: { lines: SIDE, items: SIDE },
  tie: { totalPrice: orNull(true), packages: orNull(true), netWeightKg: orNull(true), grossWeightKg: nullOr(true) },
  ties: orNull(true),
};
