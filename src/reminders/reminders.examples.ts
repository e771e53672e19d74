import { PERIOD_RUN } from '../periods/periods.examples.js';
import { orNull } from '../platform/http/description/example.js';

/** Answers as the API description shows them. */
const DECLARATION = '019a95e2-4c00-7000-8000-000000000003';

const ACKNOWLEDGEMENT = {
  kind: 'released-not-closed',
  subject: DECLARATION,
  note: orNull('The carrier sends the manifest this week'),
  at: '2026-12-01T02:00:00.000Z',
  by: 'brokerA',
};

export const REMINDER_ASKED = { month: '2026-11', ...PERIOD_RUN, kind: 'monthly-reminder', period: '2026-11' };

export const REMINDER = {
  id: '019acf4e-0800-7000-8000-000000000001',
  market: 'KQ-CTC',
  month: '2026-11',
  kind: 'reminder',
  broker: '019a95e2-4c00-7000-8000-000000000010',
  brokerName: orNull('柯桥甲报关行'),
  items: [
    {
      kind: 'released-not-closed',
      subject: { type: 'declaration', id: DECLARATION, reference: 'DC-20261025-0001' },
      openedAt: '2026-10-25T02:00:00.000Z',
      dueAt: '2026-11-02T12:00:00.000Z',
      overdue: true,
      level: 'month',
      ageDays: 36,
    },
    {
      kind: 'exemption-filing-due',
      subject: { type: 'declaration', id: '019a95e2-4c00-7000-8000-000000000004', reference: 'DC-20261120-0007' },
      openedAt: '2026-11-22T02:00:00.000Z',
      dueAt: '2026-12-15T12:00:00.000Z',
      overdue: false,
      level: 'month',
      ageDays: 8,
      filingDay: '2026-12-15',
    },
    {
      kind: 'left-not-loaded',
      subject: { type: 'shipment', id: '019a95e2-4c00-7000-8000-000000000005', number: 'CSQU3054383' },
      openedAt: '2026-10-25T02:00:00.000Z',
      dueAt: '2026-11-02T12:00:00.000Z',
      overdue: true,
      level: 'month',
      ageDays: 36,
    },
  ],
  digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  calendarPublished: true,
  createdAt: '2026-12-01T00:00:04.120Z',
  acknowledgements: [ACKNOWLEDGEMENT],
};

export const ACKNOWLEDGED = { added: 1, reminder: REMINDER };

export const ACKNOWLEDGE_BODY = {
  items: [{ kind: ACKNOWLEDGEMENT.kind, subject: DECLARATION }],
  note: 'The carrier sends the manifest this week',
};
