/** Answers as the API description shows them. */
const NOTHING = { code: null, text: null, entryId: null, submission: null, version: null, amendment: null };

export const TIMELINE = {
  items: [
    {
      ...{ at: '2021-12-28T01:00:00.000Z', arrivedAt: '2021-12-28T01:00:00.000Z', what: 'submitted' },
      ...{ status: 'submitted', episode: 1, counts: true, source: 'broker' },
      ...{ ...NOTHING, submission: 1, version: 1, by: 'brokerA' },
    },
    {
      ...{ at: '2021-12-28T02:00:00.000Z', arrivedAt: '2021-12-28T02:10:00.000Z', what: 'accepted' },
      ...{ status: 'accepted', episode: 1, counts: true, source: 'single-window' },
      ...{ ...NOTHING, code: 'L', text: '海关已接收', entryId: '290620210000000001', by: 'channel' },
    },
    {
      ...{ at: '2021-12-29T02:00:00.000Z', arrivedAt: '2021-12-29T02:00:00.000Z', what: 'amendment-accepted' },
      ...{ status: null, episode: null, counts: true, source: 'customs', ...NOTHING, version: 2 },
      ...{ amendment: { number: 1, kind: 'amend', reasonCode: 'misdeclared' }, by: 'officer' },
    },
  ],
  nextCursor: null,
};
