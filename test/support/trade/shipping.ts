import { containerCheckDigit } from '../../../src/vocabulary/identifiers/container-number.js';
import type { Office, Who } from '../office.js';

export const MARKET = 'KQ-CTC';

let serial = 100_000;
/** A valid number nobody has used yet. */
export const newContainerNumber = (): string => {
  const first = `CSQU${String(serial++)}`;
  return `${first}${containerCheckDigit(first)}`;
};

const OF_CUSTOMS = ['CUSS', 'CUSI', 'INSP', 'CUSR', 'STRP', 'RSEA'];
/** Customs where one of the events is theirs, else the firm. */
const reporterOf = (events: readonly { code?: string }[]): Who =>
  events.some(({ code = '' }) => OF_CUSTOMS.includes(code)) ? 'officer' : 'brokerA';

/** What stories about containers do, on their office. */
export const shipping = (office: Office) => ({
  open: async (body: object = {}, who: Who = 'brokerA') => {
    const answer = await office
      .as(who)
      .post('/v1/shipments')
      .send({ containerNumber: newContainerNumber(), market: MARKET, ...body });
    expect([answer.status, answer.body.code]).toEqual([201, undefined]);
    return answer.body;
  },
  read: async (id: string, who: Who = 'brokerA') => (await office.as(who).get(`/v1/shipments/${id}`).expect(200)).body,
  report: (id: string, events: readonly object[], who: Who = reporterOf(events)) =>
    office.as(who).post(`/v1/shipments/${id}/events`).send({ events }),
});

export const at = (hour: number): string => `2026-11-18T${String(hour).padStart(2, '0')}:00:00.000Z`;
export const event = (code: string, hour: number, more: object = {}) => ({ code, eventTime: at(hour), ...more });
export const WHOLE_VISIT = [
  event('STUF', 0, { seal: 'CN001' }),
  event('GTIN', 1, { location: 'Supervision centre, lane 3' }),
  event('CUSI', 2),
  event('STRP', 3),
  event('RSEA', 4, { seal: 'CN002' }),
  event('CUSR', 5),
  event('GTOT', 6),
  event('LOAD', 7),
];

/** What events have made of a shipment, without the stamps of when we learned it. */
export const outcome = (shipment: Record<string, unknown>) => {
  const { id, containerNumber, revision, createdAt, updatedAt, visitEndedAt, results, ...rest } = shipment;
  return rest;
};
