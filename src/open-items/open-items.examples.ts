import { maybe, orNull } from '../platform/http/example.js';

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
  dueAt: '2026-10-08T12:00:00.000Z',
  calendarPublished: true,
  level: 'month',
  owner: 'officer',
  subject: { ...SUBJECT, number: maybe('CSQU3054383') },
};

/** The same as it is answered now. */
export const OPEN_ITEM = { market: orNull('KQ-CTC'), ...FROZEN_ITEM, overdue: true, ageDays: 47 };
