import { etag, post, seen, submitted } from './declaring.js';
import type { Office, Who } from '../office.js';

export const CHEAPER = { goodsByLine: [{ line: 2, totalPrice: '400.00' }] };
export const amend = (changes: object, reasonCode = 'misdeclared') => ({
  ...{ kind: 'amend', reasonCode, changes },
  reason: '单价录错',
});
export const cancel = (reasonCode: string) => ({ kind: 'cancel', reasonCode, reason: '未出口' });

/** A receipt of December 2021, `eventTime` as "30T09:00". */
export const receipt = (declarationId: string, code: string, eventTime: string) => ({
  ...{ channel: 'single-window', code, text: '', declarationId },
  eventTime: `2021-12-${eventTime}:00+08:00`,
});

export const codesOf = (body: { violations: { code: string; pointer: string }[] }) =>
  body.violations.map(({ code, pointer }) => `${code} ${pointer}`);

/** What the stories of amendments do again and again, in one office. */
export function amending(office: Office) {
  const path = (id: string) => `/v1/declarations/${id}`;
  return {
    async ask(id: string, body: object, who: Who = 'brokerA') {
      const present = await seen(office, id);
      return office
        .as(who)
        .post(`${path(id)}/amendments`)
        .set('If-Match', etag(present))
        .send(body);
    },
    decide: (id: string, number: number, accept = true, who: Who = 'officer') =>
      office
        .as(who)
        .post(`${path(id)}/amendments/${number}/decision`)
        .set('If-Match', '"r1"')
        .send({ accept, note: accept ? '同意' : '证据不足' }),
    versions: async (id: string) =>
      (
        await office
          .as('brokerA')
          .get(`${path(id)}/versions`)
          .expect(200)
      ).body.items,
    /** A declaration that customs has brought so far; closed on 30 December. */
    async at(status: 'accepted' | 'released' | 'closed'): Promise<string> {
      const { id } = await submitted(office);
      const codes = { accepted: ['L'], released: ['L', 'P'], closed: ['L', 'P', 'R'] }[status];
      await post(
        office,
        codes.map((code, index) => receipt(id, code, `30T0${index + 7}:00`)),
      );
      expect(await seen(office, id)).toMatchObject({ status });
      return id;
    },
  };
}
