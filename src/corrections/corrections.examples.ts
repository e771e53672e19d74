/** Answers as the API description shows them. */
const FIELD = {
  pointer: '/goods/0/netWeightKg',
  comment: 'Net weight is above what the box can hold',
  value: '69000',
};

export const DRAFT = {
  declarationId: '019a95e2-4c00-7000-8000-000000000001',
  number: 1,
  market: 'KQ-CTC',
  state: 'not-sent',
  stateSince: '2026-11-18T02:00:00.000Z',
  sentAt: null as string | null,
  fields: [FIELD],
  comment: 'Please send the packing list as well',
  dueOn: '2026-11-20',
  createdAt: '2026-11-18T02:00:00.000Z',
  createdBy: 'officer',
  revision: 1,
  messages: [] as object[],
};

const asked = {
  ...{ kind: 'asked', side: 'customs', at: '2026-11-18T02:10:00.000Z', by: 'officer', comment: DRAFT.comment },
  ...{ fields: [FIELD], dueOn: '2026-11-20', amendmentNumber: null },
};

const answered = {
  ...{ kind: 'answered', side: 'broker', at: '2026-11-18T06:00:00.000Z', by: 'brokerA', comment: null, dueOn: null },
  fields: [{ pointer: FIELD.pointer, text: 'Typing error: 6,900 kg', value: '6900' }],
  amendmentNumber: 1,
};

const sentAt = asked.at;
export const SENT = { ...DRAFT, state: 'sent', stateSince: sentAt, sentAt, revision: 2, messages: [asked] };
export const ANSWERED = {
  ...{ ...SENT, state: 'answered', stateSince: answered.at, revision: 3 },
  messages: [asked, answered],
};
export const CLOSED = {
  ...{ ...ANSWERED, state: 'closed', stateSince: '2026-11-18T07:00:00.000Z', revision: 4 },
  messages: [
    ...ANSWERED.messages,
    { ...asked, kind: 'closed', at: '2026-11-18T07:00:00.000Z', comment: null, fields: [], dueOn: null },
  ],
};

const { fields: _fields, messages: _messages, ...listed } = SENT;
export const LISTED = { items: [{ ...listed, fieldCount: 1, reference: 'DC-20261118-0001' }], nextCursor: null };
