import { etag } from './declaring.js';
import type { Office, Who } from './office.js';

export const WEIGHT = { pointer: '/goods/0/netWeightKg', comment: '净重与箱单不符' };
export const BUYER = { pointer: '/buyer/country', comment: '请核对国别' };
export const ANSWER = { fields: [{ pointer: WEIGHT.pointer, text: '录入错误', value: '690' }] };

/** What the stories of corrections do again and again, in one office. */
export function correcting(office: Office) {
  const path = (id: string) => `/v1/declarations/${id}/corrections`;
  const read = (id: string, who: Who = 'officer', number = 1) => office.as(who).get(`${path(id)}/${number}`);
  return {
    path,
    read,
    ask: (id: string, body: object = {}, who: Who = 'officer') =>
      office
        .as(who)
        .post(path(id))
        .send({ fields: [WEIGHT], send: true, ...body }),
    edit: (id: string, revision: number, body: object, who: Who = 'officer') =>
      office
        .as(who)
        .put(`${path(id)}/1`)
        .set('If-Match', etag({ revision }))
        .send(body),
    /** A step on the request as it is now, or as it was at a revision. */
    async step(id: string, name: string, body: object = {}, { who = 'officer' as Who, revision = 0, number = 1 } = {}) {
      const now = revision > 0 ? revision : (await read(id, who, number)).body.revision;
      return office
        .as(who)
        .post(`${path(id)}/${number}/${name}`)
        .set('If-Match', etag({ revision: now ?? 1 }))
        .send(body);
    },
  };
}
