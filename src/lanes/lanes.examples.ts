import { anything, maybe, nullOr, orNull } from '../platform/http/description/example.js';

/** Answers as the API description shows them. */
export const LANE = {
  colour: 'red',
  revision: 3,
  submission: 1,
  drawn: 'blue',
  drawnAt: '2021-12-28T04:00:01.000Z',
  reasons: [
    {
      ...{
        rule: 'first-shipment',
        colour: 'blue',
        inputs: anything({ firstOfConsignor: true }),
        decides: true,
        version: 1,
      },
      text: { zh: '发货人首次申报', en: 'First declaration of a consignor' },
    },
  ],
  counterfactuals: [
    { input: 'hsCodes', value: anything(['3604000000']), colour: 'red' },
    { input: 'totalUsd', value: '50000', colour: 'yellow' },
    { input: 'firstOfConsignor', value: false, colour: 'green' },
  ],
  random: { rate: '0.03', value: '0.217457977198' },
  pending: nullOr({
    colour: 'green',
    reason: 'Papers are complete',
    requestedAt: '2021-12-28T05:00:00.000Z',
    requestedBy: 'officer',
  }),
  changes: [
    {
      from: 'blue',
      to: 'red',
      reason: 'Weighs more than declared',
      requestedBy: 'officer',
      requestedAt: '2021-12-28T04:30:00.000Z',
      confirmedBy: nullOr('another officer'),
      confirmedAt: nullOr('2021-12-28T04:40:00.000Z'),
    },
  ],
  checks: [
    {
      ...{ control: 'goods', result: 'conforms', note: orNull('Twelve cartons opened') },
      ...{ at: '2021-12-28T06:00:00.000Z', by: 'officer' },
    },
  ],
};

export const RULE_HITS = {
  ...{ from: '2021-11-29', to: '2021-12-28', judged: 5120, hits: 212, looked: 180, differs: 9 },
  ...{ hitRate: orNull('0.041406'), differRate: orNull('0.050000') },
};

export const LANE_WITH_HITS = {
  ...LANE,
  reasons: LANE.reasons.map((reason) => ({ ...reason, hits: orNull(RULE_HITS) })),
};

export const REPLAY_BODY = {
  ...{ from: '2021-12-01', to: '2021-12-28' },
  rules: [{ rule: 'value-high', colour: 'yellow', priority: 20, conditions: { valueUsdFrom: '80000' } }],
  without: ['first-shipment'],
};

export const REPLAY = {
  ...{ from: '2021-12-01', to: '2021-12-28', judged: 5120, changed: 1 },
  colours: [
    { colour: 'green', then: 4700, now: 4699 },
    { colour: 'yellow', then: 420, now: 421 },
  ],
  declarations: [
    {
      ...{ declarationId: '019a95e2-4c00-7000-8000-000000000025', reference: 'DC-20211228-0001', submission: 1 },
      ...{ drawnOn: '2021-12-28', then: 'green', now: 'yellow' },
      reasons: [
        { rule: 'value-high', colour: 'yellow', inputs: anything({ totalUsd: '91000' }), decides: true, version: 0 },
      ],
    },
  ],
};

export const LANE_CHANGES_BODY = {
  changes: [{ declarationId: '019a95e2-4c00-7000-8000-000000000025', colour: 'red', reason: 'Reported by the market' }],
};

export const LANE_CHANGES = {
  results: [
    { declarationId: '019a95e2-4c00-7000-8000-000000000025', result: 'changed', colour: orNull('red') },
    {
      ...{ declarationId: '019a95e2-4c00-7000-8000-000000000026', result: 'skipped', why: 'not-found' },
      colour: nullOr('green'),
    },
  ],
};

export const LANE_RULE_BODY = {
  rule: 'lithium-to-new-buyers',
  version: 1,
  validFrom: '2027-01-01',
  validTo: '2027-12-31',
  colour: 'yellow',
  priority: 20,
  conditions: { firstOfConsignor: true, valueUsdFrom: '50000', hsPrefixes: ['8507'], destinations: ['NGA'] },
  text: { zh: '首次申报的锂电池，金额较高', en: 'Lithium batteries of a new consignor, of some value' },
  source: 'Notice of the customs office of 18 November 2026',
};

/** Of administrators' answers alone. */
const DOUBT = maybe(orNull('Rules and rates are unverified.'));

export const LANE_RULE = {
  ...LANE_RULE_BODY,
  doubt: DOUBT,
  validTo: nullOr('2027-12-31'),
  conditions: anything(LANE_RULE_BODY.conditions),
  createdAt: '2026-11-18T06:00:00.000Z',
  createdBy: 'admin',
};

export const LANE_POLICY = {
  on: '2021-12-27',
  version: 1,
  validFrom: '2014-07-01',
  rate: '0.03',
  colour: 'red',
  source: 'An example: customs publishes no selection rules.',
  doubt: DOUBT,
  commitment: 'a1403d82dfe98f20b3db37dd809970d4b7f3e008241afe6291fa00b7dbe41a5a',
  secret: nullOr('028c0d7835b5449917989c8fa21af2c28114c00bf80b6931af127c3cf788fef8'),
};

export const LANE_POLICY_BODY = {
  version: 2,
  validFrom: '2027-01-01',
  rate: '0.05',
  colour: 'red',
  source: 'Notice of the customs office of 18 November 2026',
};

export const PUBLISHED_POLICY = {
  ...LANE_POLICY_BODY,
  doubt: DOUBT,
  createdAt: '2026-11-18T06:00:00.000Z',
  createdBy: 'admin',
};

export const ACTUAL_RATE = { month: '2027-01', drawn: 5120, picked: 247, actualRate: '0.048242' };
