import { either, maybe, orNull } from '../platform/http/description/example.js';

/** How `dueAt` is counted. */
export const DUE =
  'dueAt is the cut-off of the market, dueDays[kind] calendar days (a setting of the market; 0 is the same day) after the first ' +
  'cut-off past openedAt. Weekends and holidays in between count; where the day itself is none that is worked, it is the next working day. ' +
  'While customs waits for the answer to a request for corrections, its items have no due time (null), are not overdue and do not age; ' +
  'correction-unanswered is what the broker owes then. actor is who acts, by the same words as next of a declaration and /v1/todo (broker, officer, customs, port); owner is the side whose list it stands in (broker, officer).';

const SUBJECT = {
  type: 'declaration',
  id: '019a95e2-4c00-7000-8000-000000000041',
  reference: maybe('DC-20211228-0002'),
};

/** What is open, and since when: as a run freezes it. */
export const FROZEN_ITEM = {
  kind: 'submitted-without-receipt',
  broker: orNull('019a95e2-4c00-7000-8000-000000000040'),
  openedAt: '2026-10-02T01:00:00.000Z',
  dueAt: orNull('2026-10-08T12:00:00.000Z'),
  calendarPublished: true,
  level: 'month',
  owner: 'officer',
  subject: { ...SUBJECT, number: maybe('CSQU3054383') },
};

/** The same as it is answered now. */
export const OPEN_ITEM = {
  market: orNull('KQ-CTC'),
  ...FROZEN_ITEM,
  actor: either('customs', 'broker', 'officer', 'port'),
  overdue: true,
  ageDays: 47,
  receivedUsd: maybe('500.00'),
  declaredUsd: maybe('2000.00'),
};

/** Something to do, as one sentence. */
export const TODO_ENTRY = {
  kind: 'returned-not-refiled',
  subject: { ...SUBJECT, number: maybe('CSQU3054383') },
  text: 'DC-20211228-0002: Returned, not filed again. Reason: 品名与规格不符',
  market: orNull('KQ-CTC'),
  broker: orNull('019a95e2-4c00-7000-8000-000000000040'),
  brokerName: orNull('绍兴柯桥启航报关有限公司'),
  openedAt: '2026-11-17T01:00:00.000Z',
  dueAt: orNull('2026-11-17T12:00:00.000Z'),
  overdue: true,
  level: 'day',
  amountUsd: orNull('17694.20'),
  actor: either('broker', 'officer', 'customs', 'port'),
};

/** A firm that is left out of an answer because its data cannot be judged. */
export const EXCLUDED_FIRM = {
  broker: orNull('019a95e2-4c00-7000-8000-000000000040'),
  reason: 'cannot subtract infinite dates (SQLSTATE 22008)',
};

/** What counts in no month yet, counted; a row has what was asked for. */
export const RELEASED_COUNTS = {
  total: 12,
  rows: [
    {
      age: maybe('8-14'),
      broker: maybe('019a95e2-4c00-7000-8000-000000000040'),
      brokerName: maybe(orNull('绍兴柯桥启航报关有限公司')),
      ...{ declarations: 12, fobCny: '1507545.84', fobUsd: '212330.40' },
    },
  ],
};

/** A declaration that counts in no month yet. */
export const RELEASED_NOT_CLOSED = {
  id: '019a95e2-4c00-7000-8000-000000000041',
  reference: 'DC-20211228-0002',
  entryId: orNull('290620210000000001'),
  market: 'KQ-CTC',
  broker: '019a95e2-4c00-7000-8000-000000000040',
  brokerName: orNull('绍兴柯桥启航报关有限公司'),
  releasedAt: '2026-10-02T01:00:00.000Z',
  ageDays: 47,
  fobCny: orNull('125628.82'),
  fobUsd: orNull('17694.20'),
  containers: [
    {
      number: 'CSQU3054383',
      shipmentId: orNull('019a95e2-4c00-7000-8000-000000000042'),
      status: orNull('departed'),
      vessel: orNull('COSCO SHIPPING STAR'),
      voyage: orNull('045W'),
    },
  ],
  month: '2026-10',
  slips: either('missed', 'at-risk', 'no'),
};
