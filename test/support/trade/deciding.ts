import type { Office, Who } from '../office.js';
import { Given } from './given.js';

export interface Decided {
  declarationId: string;
  result: 'done' | 'skipped';
  why?: string;
  message?: string;
  status: string | null;
  revision: number | null;
  receiptId?: string;
}

/** Lanes are drawn by rules alone: chance would put one declaration in thirty into red. */
export const withoutChance = (office: Office) =>
  new Given(office).system((tx) =>
    tx.run(
      `INSERT INTO lane_policy (version, valid_from, rate, colour, source, created_at, created_by)
       VALUES (2, '2014-07-02', 0, 'red', 'test', now(), 'test')`,
    ),
  );

/** What officers do again and again, in one office. */
export function deciding(office: Office) {
  return {
    async decide(decisions: readonly object[], { who = 'officer' as Who, preview = false } = {}) {
      const { body } = await office.as(who).post('/v1/decisions').send({ preview, decisions }).expect(200);
      return body.results as Decided[];
    },
    lane: (id: string, colour: string, who: Who = 'officer') =>
      office
        .as(who)
        .put(`/v1/declarations/${id}/lane`)
        .set('If-Match', '*')
        .send({ colour, reason: '举报' })
        .expect(200),
    check: (id: string, control: string, more: object = { result: 'conforms' }) =>
      office
        .as('officer')
        .post(`/v1/declarations/${id}/lane/checks`)
        .send({ control, ...more }),
    /** The container of a declaration as its officer sees it. */
    async shipment(container: string) {
      const { body } = await office.as('officer').get(`/v1/shipments?container=${container}`).expect(200);
      return body.items[0] as { id: string; status: string; held: boolean };
    },
  };
}
