import { anything, maybe, nullOr, orNull, page } from '../platform/http/description/example.js';

const POINTER = '/goods/0/netWeightKg';
const ASKED = { pointer: POINTER, comment: 'Net weight is above what the container can hold' };

export const CORRECTION_BODY = {
  fields: [ASKED],
  comment: 'Please send the packing list as well',
};
export const NEW_CORRECTION_BODY = { ...CORRECTION_BODY, send: false };
export const ANSWER_BODY = { fields: [{ pointer: POINTER, text: 'Typing error: 6,900 kg', value: '6900' }] };
export const REOPEN_BODY = { comment: 'The packing list still says 7,100 kg' };
export const REMARK_BODY = { comment: 'Agreed' };

const FIELD = { ...ASKED, value: anything('69000') };

/** What every entry of a thread has. */
const said = (kind: string, side: string, at: string) => ({
  ...{ kind, side, at, by: side === 'broker' ? 'brokerA' : 'officer', comment: orNull('Please look again') },
  fields: [] as object[],
  ...{ dueOn: nullOr('2026-11-20'), amendmentNumber: nullOr(1) },
});
const asking = { ...said('asked', 'customs', '2026-11-18T02:10:00.000Z'), fields: [FIELD] };
const answering = {
  ...said('answered', 'broker', '2026-11-18T06:00:00.000Z'),
  fields: [{ pointer: POINTER, text: 'Typing error: 6,900 kg', value: maybe('6900') }],
};
const closing = said('closed', 'customs', '2026-11-18T07:00:00.000Z');

/** A request as both sides read it; a draft has no message yet. */
const REQUEST = {
  declarationId: '019a95e2-4c00-7000-8000-000000000025',
  number: 1,
  market: 'KQ-CTC',
  state: 'not-sent',
  stateSince: '2026-11-18T02:00:00.000Z',
  sentAt: nullOr('2026-11-18T02:10:00.000Z'),
  fields: [FIELD],
  comment: orNull(CORRECTION_BODY.comment),
  dueOn: nullOr('2026-11-20'),
  createdAt: '2026-11-18T02:00:00.000Z',
  createdBy: 'officer',
  revision: 1,
};
const messages = [asking, answering, closing];

export const DRAFT = { ...REQUEST, messages };
export const SENT = {
  ...REQUEST,
  state: 'sent',
  stateSince: asking.at,
  sentAt: orNull(asking.at),
  revision: 2,
  messages,
};
export const ANSWERED = { ...SENT, state: 'answered', stateSince: answering.at, revision: 3 };
export const CLOSED = { ...SENT, state: 'closed', stateSince: closing.at, revision: 4 };
export const WITHDRAWN = { ...DRAFT, state: 'withdrawn', revision: 2 };

const { fields: _fields, ...listed } = REQUEST;
export const LISTED = page({ ...listed, fieldCount: 1, reference: 'DC-20261118-0001' });
