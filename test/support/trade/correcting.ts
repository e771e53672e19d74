import { recordAudits } from '../../../src/audit/audit.js';
import type { Pause } from '../../../src/markets/domain/pauses.js';
import { SYSTEM } from '../../../src/platform/database/actor.js';
import type { Day } from '../../../src/vocabulary/period.js';
import { etag } from './declaring.js';
import type { Office, Who } from '../office.js';

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

/** Requests of customs as the threads keep them, one after the other; the last one may still stand. */
export async function askedAs(
  office: Office,
  declarationId: string,
  pauses: readonly (Pause & { readonly dueOn?: Day | null })[],
): Promise<void> {
  await office.database.transaction(SYSTEM, async (tx) => {
    for (const [index, pause] of pauses.entries()) {
      const answered = pause.until !== null;
      await tx.run(
        `INSERT INTO correction (declaration_id, number, broker_id, market, state, state_since, sent_at, fields, created_at, created_by, due_on)
         SELECT id, $2, broker_id, market, $4, $3, $3, '[]', $3, 'given', $5 FROM declaration WHERE id = $1`,
        [declarationId, index + 1, pause.since, answered ? 'closed' : 'sent', pause.dueOn ?? null],
      );
      await tx.run(
        `INSERT INTO correction_message (declaration_id, number, position, broker_id, kind, side, at, actor_name, due_on)
         SELECT id, $2, p.position, broker_id, p.kind, p.side, p.at, 'given', CASE p.position WHEN 1 THEN $5::date END FROM declaration
         CROSS JOIN (VALUES (1, 'asked', 'customs', $3::timestamptz), (2, 'answered', 'broker', $4), (3, 'closed', 'customs', $4)) p (position, kind, side, at)
         WHERE id = $1 AND p.at IS NOT NULL`,
        [declarationId, index + 1, pause.since, pause.until, pause.dueOn ?? null],
      );
      const event = { subjectType: 'declaration', subjectId: declarationId, detail: { correction: index + 1 } };
      const said = answered ? ['asked', 'answered', 'closed'] : ['asked'];
      await recordAudits(
        tx,
        office.clock,
        said.map((kind) => ({ ...event, action: `correction.${kind}` })),
      );
    }
  });
}
