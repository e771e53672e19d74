import { anything, nullOr } from '../platform/http/example.js';

/** Answers as the API description shows them. */
export const LANE = {
  colour: 'red',
  submission: 1,
  drawn: 'blue',
  drawnAt: '2021-12-28T04:00:01.000Z',
  reasons: [
    { rule: 'first-shipment', colour: 'blue', inputs: anything({ firstOfConsignor: true }), decides: true, version: 1 },
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
};

export const LANE_RULE = {
  rule: 'first-shipment-of-value',
  version: 1,
  validFrom: '2014-07-01',
  validTo: nullOr('2029-12-31'),
  colour: 'yellow',
  priority: 20,
  conditions: anything({ firstOfConsignor: true, valueUsdFrom: '50000', hsPrefixes: ['5407'] }),
};

export const LANE_POLICY = {
  on: '2021-12-27',
  version: 1,
  validFrom: '2014-07-01',
  rate: '0.03',
  colour: 'red',
  source: 'Illustrative; customs publishes no selection rules. Unverified.',
  commitment: 'a1403d82dfe98f20b3db37dd809970d4b7f3e008241afe6291fa00b7dbe41a5a',
  secret: nullOr('028c0d7835b5449917989c8fa21af2c28114c00bf80b6931af127c3cf788fef8'),
};
