import { SYSTEM } from '../../src/platform/database/actor.js';
import { exampleLine } from '../samples/example.js';
import {
  type Answer,
  declaration,
  drafted,
  etag,
  exceptForm,
  post,
  seen,
  startedTogether,
  submit,
  submitted,
} from '../support/trade/declaring.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T02:00:00Z' });
const WARNING = { code: 'near-ceiling', pointer: '/goods' };
const SAID = { ...WARNING, reason: '单价已与合同核对' };

/** Goods worth so much, in no container of another story: from 135,000.01 USD on there is a warning. */
const worth = (totalPrice: string) => ({
  containers: undefined,
  goods: [exampleLine(1, { totalPrice }), exampleLine(2)],
});
const near = (who: Who = 'brokerA') => drafted(office, worth('140000.00'), who);

interface Finding {
  code: string;
  severity: string;
  acknowledged?: { reason: string; by: string; at: string } | null;
}

const say = (id: string, body: object = SAID, who: Who = 'brokerA') =>
  office.as(who).post(`/v1/declarations/${id}/acknowledgements`).send(body);
const findingsOf = (answer: Answer) => exceptForm<Finding>(answer['findings']);
const answerOf = async (id: string, who: Who = 'brokerA') => findingsOf(await seen(office, id, who))[0]?.acknowledged;
const acknowledgementsOf = (id: string) =>
  office.rows('SELECT number, reason FROM finding_acknowledgement WHERE declaration_id = $1', [id]);
const replace = (held: Answer, changes: object) =>
  office
    .as('brokerA')
    .put(`/v1/declarations/${held.id}`)
    .set('If-Match', etag(held))
    .send(declaration({ reference: held.reference, ...changes }))
    .expect(200);

beforeAll(async () => {
  const rates = [{ currency: 'USD', toCny: '6.3935', toUsd: '1' }];
  await office.as('admin').put('/v1/rates/2021-12').set('If-Match', '*').send({ rates }).expect(200);
});

describe('a warning', () => {
  it('is unanswered until its broker gives a reason, which everybody who sees the declaration reads', async () => {
    const draft = await near();
    expect(findingsOf(draft)).toMatchObject([{ severity: 'warning', acknowledged: null }]);
    const { body } = await say(draft.id).expect(201);
    const { at } = body;
    expect(at).toMatch(/^2021-12-28T02:0/);
    expect(body).toEqual({ declarationId: draft.id, number: 1, ...SAID, by: 'brokerA', at });
    const answered = { reason: SAID.reason, by: 'brokerA', at };
    expect(await answerOf(draft.id)).toEqual(answered);
    await submit(office, draft).expect(200);
    expect(await answerOf(draft.id, 'officer')).toEqual(answered);
    expect(await answerOf(draft.id, 'admin')).toEqual(answered);
  });

  it('is answered without changing the declaration, and has its audit entry', async () => {
    const draft = await near();
    await say(draft.id).expect(201);
    expect((await seen(office, draft.id)).revision).toBe(draft.revision);
    const entries = await office.rows(
      "SELECT detail ->> 'reason' AS reason FROM audit_entry WHERE subject_id = $1 AND action = 'declaration.finding-acknowledged'",
      [draft.id],
    );
    expect(entries).toEqual([{ reason: SAID.reason }]);
  });

  it('is answered once by the same reason, and anew by another', async () => {
    const { id } = await near();
    const first = await say(id).expect(201);
    expect((await say(id).expect(201)).body).toEqual(first.body);
    expect(await acknowledgementsOf(id)).toHaveLength(1);
    await say(id, { ...SAID, reason: '客户已补合同' }).expect(201);
    expect(await answerOf(id)).toMatchObject({ reason: '客户已补合同' });
    expect(await acknowledgementsOf(id)).toHaveLength(2);
  });

  it('keeps its answer while it says the same, and loses it when it is about another value', async () => {
    const draft = await near();
    await say(draft.id).expect(201);
    const { body: renamed } = await replace(draft, { ...worth('140000.00'), billOfLading: 'BL-1' });
    expect(await answerOf(draft.id)).toMatchObject({ reason: SAID.reason });
    const { body: dearer } = await replace(renamed, worth('145000.00'));
    expect(await answerOf(draft.id)).toBeNull();
    await replace(dearer, worth('140000.00'));
    expect(await answerOf(draft.id)).toMatchObject({ reason: SAID.reason });
  });

  it('is counted in lists until it is answered', async () => {
    const draft = await near();
    const counted = async () =>
      (await office.as('brokerA').get(`/v1/declarations?reference=${draft.reference}`).expect(200)).body.items[0]
        .counts;
    expect(await counted()).toMatchObject({ warnings: 2, unacknowledged: 2 });
    await say(draft.id).expect(201);
    expect(await counted()).toMatchObject({ warnings: 2, unacknowledged: 1 });
    await replace(draft, worth('145000.00'));
    expect(await counted()).toMatchObject({ warnings: 2, unacknowledged: 2 });
  });

  it('can be answered in every state that is not the last', async () => {
    const { id } = await submitted(office, worth('140000.00'));
    const states = ['submitted', 'accepted', 'inspecting', 'released'];
    const codes = [null, 'L', 'C', 'P'];
    for (const [index, state] of states.entries()) {
      const code = codes[index];
      if (code) await post(office, [receipt(id, code, index)]);
      expect(await seen(office, id)).toMatchObject({ status: state });
      await say(id, { ...SAID, reason: state }).expect(201);
    }
    await post(office, [receipt(id, 'R', 4)]);
    const { body } = await say(id, { ...SAID, reason: 'too late' }).expect(409);
    expect(body.code).toBe('state-forbids');
    await say(id, { ...SAID, reason: 'released' }).expect(201); // the same reason again
  });
});

/** Each a minute after the one before. */
const receipt = (declarationId: string, code: string, minute: number) => ({
  ...{ channel: 'single-window', code, text: '', declarationId },
  eventTime: `2021-12-28T02:0${minute}:00.000Z`,
});

describe('what is not a warning', () => {
  it.each<[string, object, string]>([
    ['an error', { ...SAID, code: 'required-missing', pointer: '/customsOffice' }, 'finding-blocks /code'],
    ['a warning at another place', { ...SAID, pointer: '/goods/0' }, 'finding-absent /pointer'],
    ['a warning of another rule', { ...SAID, code: 'stall-missing' }, 'finding-absent /pointer'],
    ['no rule at all', { ...SAID, code: 'constructor' }, 'finding-absent /pointer'],
  ])('cannot be acknowledged: %s', async (_, body, violation) => {
    const draft = await drafted(office, { ...worth('140000.00'), customsOffice: undefined });
    expect(findingsOf(draft).find(({ severity }) => severity === 'error')).not.toHaveProperty('acknowledged');
    const { body: problem } = await say(draft.id, body).expect(422);
    expect(problem.violations.map((v: { code: string; pointer: string }) => `${v.code} ${v.pointer}`)).toEqual([
      violation,
    ]);
    expect(await acknowledgementsOf(draft.id)).toEqual([]);
  });

  it.each([{ ...WARNING }, { ...SAID, reason: ' ' }, { ...SAID, reason: 'x'.repeat(501) }, { ...SAID, by: 'me' }])(
    'is refused by its shape: %j',
    async (body) => {
      await say((await near()).id, body).expect(400);
    },
  );
});

describe('who acknowledges', () => {
  it('is the firm alone: to another one the declaration is not there', async () => {
    const { id } = await near();
    await say(id, SAID, 'brokerB').expect(404);
    await say('no-id', SAID).expect(404);
    for (const who of ['officer', 'admin', 'analyst'] as const) await say(id, SAID, who).expect(403);
    expect(await acknowledgementsOf(id)).toEqual([]);
  });

  it('appends facts: nobody can change or remove one, and another firm sees none', async () => {
    const { id } = await near();
    await say(id).expect(201);
    for (const sql of ["UPDATE finding_acknowledgement SET reason = ''", 'DELETE FROM finding_acknowledgement']) {
      for (const who of [SYSTEM, office.actor('brokerA')]) {
        await expect(office.database.transaction(who, (tx) => tx.run(sql))).rejects.toThrow('permission denied');
      }
    }
    const rowsOf = (who: Who) =>
      office.database.transaction(office.actor(who), (tx) => tx.rows('SELECT 1 FROM finding_acknowledgement'));
    expect(await rowsOf('brokerB')).toEqual([]);
    expect(await rowsOf('officerElsewhere')).toEqual([]);
  });
});

describe('twice at once', () => {
  it('the same reason is one fact, and both get it as the answer', async () => {
    const { id } = await near();
    const answers = await startedTogether(office, id, [() => say(id), () => say(id)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(await acknowledgementsOf(id)).toHaveLength(1);
  });

  it('two reasons are two facts', async () => {
    const { id } = await near();
    const other = { ...SAID, reason: '客户已补合同' };
    const answers = await startedTogether(office, id, [() => say(id), () => say(id, other)]);
    expect(answers.map(({ status, body }) => [status, body.number]).sort()).toEqual([
      [201, 1],
      [201, 2],
    ]);
  });

  it('a change that comes first takes its warning away', async () => {
    const draft = await near();
    const put = () => replace(draft, worth('1000.00'));
    const [, answer] = await startedTogether<{ status: number; body: { code?: string } }>(office, draft.id, [
      put,
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return say(draft.id);
      },
    ]);
    expect([answer?.status, answer?.body.code]).toEqual([422, 'finding-absent']);
  });
});
