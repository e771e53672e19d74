import { maybe, orNull } from '../platform/http/description/example.js';

const NOTHING = { code: null, text: null, entryId: null, submission: null, version: null, amendment: null };

/** An answer as the API description shows it: a firm does not see who in customs it was. */
export const TIMELINE = {
  items: [
    {
      ...{ at: '2021-12-28T01:00:00.000Z', arrivedAt: '2021-12-28T01:00:00.000Z', what: 'submitted' },
      ...{ status: 'submitted', episode: 1, counts: true, source: 'broker' },
      ...{ ...NOTHING, submission: 1, version: 1, by: maybe('brokerA') },
    },
    {
      ...{ at: '2021-12-28T02:00:00.000Z', arrivedAt: '2021-12-28T02:10:00.000Z', what: 'accepted' },
      ...{ status: 'accepted', episode: 1, counts: true, source: 'single-window' },
      ...{
        ...NOTHING,
        code: 'L',
        text: orNull('海关已接收'),
        entryId: orNull('290620210000000001'),
        by: maybe('channel'),
      },
    },
    {
      ...{ at: '2021-12-29T02:00:00.000Z', arrivedAt: '2021-12-29T02:00:00.000Z', what: 'amendment-accepted' },
      ...{ status: null, episode: null, counts: true, source: 'customs', ...NOTHING, version: 2 },
      ...{ amendment: { number: 1, kind: 'amend', reasonCode: 'misdeclared' }, by: maybe('officer') },
    },
  ],
  nextCursor: null,
};
