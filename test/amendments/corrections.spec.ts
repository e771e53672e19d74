import { Client } from 'pg';
import { correctionsStatement } from '../../src/corrections/corrections-reader.service.js';
import { amend, amending, CHEAPER, codesOf, receipt } from '../support/trade/amending.js';
import { ANSWER, BUYER, correcting, WEIGHT } from '../support/trade/correcting.js';
import { declaration, etag, post, seen, startedTogether, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const NOW = '2021-12-30T04:00:00Z';
const office = useOffice({ at: NOW });
const { ask, edit, path, read, step } = correcting(office);
const { at: broughtTo, ask: askAmendment } = amending(office);
const broker = { who: 'brokerA' as Who };

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt(NOW));

const nextOf = async (id: string) =>
  (await seen(office, id))['next'] as { actor: string; step: string; dueAt: string | null; also: object[] };
const kinds = (body: { messages: { kind: string }[] }) => body.messages.map(({ kind }) => kind);

describe('a request to correct fields', () => {
  it('is drafted, edited, sent, answered, asked again and closed on one thread', async () => {
    const id = await broughtTo('accepted');
    const { body: draft } = await ask(id, { send: false }).expect(201);
    expect(draft).toMatchObject({ number: 1, state: 'not-sent', sentAt: null, revision: 1, messages: [] });
    const edited = await edit(id, 1, { fields: [WEIGHT, BUYER], comment: '另请提供箱单', dueOn: '2022-01-05' }).expect(
      200,
    );
    expect(edited.body).toMatchObject({ revision: 2, dueOn: '2022-01-05' });
    expect((await step(id, 'send')).body).toMatchObject({ state: 'sent', sentAt: '2021-12-30T04:00:00.000Z' });
    const { body: brokers } = await read(id, 'brokerA').expect(200);
    expect(brokers.messages).toEqual([
      {
        ...{ kind: 'asked', side: 'customs', at: '2021-12-30T04:00:00.000Z', by: 'officer', comment: '另请提供箱单' },
        fields: [
          { ...WEIGHT, value: '500' },
          { ...BUYER, value: 'NGA' },
        ],
        ...{ dueOn: '2022-01-05', amendmentNumber: null },
      },
    ]);
    const both = { fields: [...ANSWER.fields, { pointer: BUYER.pointer, text: '无误' }], comment: '箱单已上传' };
    const answered = await step(id, 'answer', both, broker);
    expect([answered.status, answered.body.state]).toEqual([200, 'answered']);
    const reopened = await step(id, 'reopen', { comment: '箱单仍不符', fields: [WEIGHT] });
    expect(reopened.body).toMatchObject({ state: 'sent', fields: [{ ...WEIGHT, value: '500' }], dueOn: null });
    expect((await step(id, 'answer', both, broker)).status).toBe(422);
    expect((await step(id, 'answer', ANSWER, broker)).status).toBe(200);
    const closed = await step(id, 'close', { comment: '同意' });
    expect([closed.body.state, closed.body.revision]).toEqual(['closed', 7]);
    expect(kinds(closed.body)).toEqual(['asked', 'answered', 'asked-again', 'answered', 'closed']);
    // The next one is another thread.
    expect((await ask(id).expect(201)).body).toMatchObject({ number: 2, state: 'sent' });
    const { body: list } = await office.as('brokerA').get(path(id)).expect(200);
    expect(list.items.map((each: { number: number; state: string }) => [each.number, each.state])).toEqual([
      [1, 'closed'],
      [2, 'sent'],
    ]);
  });

  it('names fields the declaration has: everything wrong is reported at once, and nothing is kept', async () => {
    const id = await broughtTo('accepted');
    const fields = [WEIGHT, { pointer: '/goods/7/name', comment: '?' }, { pointer: '/lane', comment: '?' }, WEIGHT];
    const { body } = await ask(id, { fields, dueOn: '2021-12-29' }).expect(422);
    expect(codesOf(body)).toEqual([
      'correction-field-unknown /fields/1/pointer',
      'correction-field-unknown /fields/2/pointer',
      'correction-field-repeated /fields/3/pointer',
      'answer-day-past /dueOn',
    ]);
    await ask(id, { fields: [] }).expect(422);
    await office.as('officer').post(path(id)).send({ fields: 'all' }).expect(400);
    await office.as('officer').post(path(id)).expect(400);
    await read(id).expect(404);
  });

  it('is one at a time, also of two officers at once', async () => {
    const id = await broughtTo('accepted');
    const answers = await startedTogether(office, id, [() => ask(id), () => ask(id, {}, 'officer2')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body.code).toBe('correction-open');
    expect((await ask(id, { send: false })).status).toBe(409);
  });

  it('of two officers who edit the draft the second is stale, and nobody edits what is sent', async () => {
    const id = await broughtTo('accepted');
    await ask(id, { send: false }).expect(201);
    const answers = await startedTogether(office, id, [
      () => edit(id, 1, { fields: [BUYER] }),
      () => edit(id, 1, { fields: [WEIGHT, BUYER] }, 'officer2'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    await office
      .as('officer')
      .put(`${path(id)}/1`)
      .send({ fields: [BUYER] })
      .expect(428);
    expect((await step(id, 'send', {}, { revision: 1 })).status).toBe(412);
    expect((await step(id, 'send')).status).toBe(200);
    expect((await edit(id, 3, { fields: [BUYER] })).body.code).toBe('correction-state');
  });

  it('is answered once by two at once', async () => {
    const id = await broughtTo('accepted');
    await ask(id).expect(201);
    const other = { fields: [{ pointer: WEIGHT.pointer, text: '无误' }] };
    const answers = await startedTogether(office, id, [
      () => step(id, 'answer', ANSWER, { ...broker, revision: 2 }),
      () => step(id, 'answer', other, { ...broker, revision: 2 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(kinds((await read(id)).body)).toEqual(['asked', 'answered']);
    // The same answer again under its key is the first one.
    await step(id, 'reopen', { comment: '?' });
    const once = () =>
      office
        .as('brokerA')
        .post(`${path(id)}/1/answer`)
        .set({ 'If-Match': etag({ revision: 4 }), 'Idempotency-Key': 'answer-once' })
        .send(ANSWER);
    const first = await once().expect(200);
    expect((await once().expect(200)).body).toEqual(first.body);
  });

  it('may be answered by an amendment that exists', async () => {
    const id = await broughtTo('accepted');
    await ask(id).expect(201);
    const missing = await step(id, 'answer', { ...ANSWER, amendmentNumber: 1 }, broker);
    expect(codesOf(missing.body)).toEqual(['correction-amendment-unknown /amendmentNumber']);
    expect((await askAmendment(id, amend(CHEAPER))).status).toBe(201);
    const { body } = await step(id, 'answer', { ...ANSWER, amendmentNumber: 1 }, broker);
    expect(body.messages[1]).toMatchObject({ kind: 'answered', side: 'broker', by: 'brokerA', amendmentNumber: 1 });
  });

  it('on a returned declaration leaves the broker to correct it and file again', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt(id, 'E', '30T11:00')]);
    await ask(id).expect(201);
    expect(await nextOf(id)).toMatchObject({
      ...{ actor: 'broker', step: 'answer-correction' },
      also: [{ actor: 'broker', step: 'correct-and-resubmit' }],
    });
    const now = await seen(office, id);
    const replaced = declaration({ reference: now.reference, grossWeightKg: '1300' });
    await office.as('brokerA').put(`/v1/declarations/${id}`).set('If-Match', etag(now)).send(replaced).expect(200);
    expect((await nextOf(id)).step).toBe('answer-correction');
    expect((await step(id, 'answer', ANSWER, broker)).status).toBe(200);
    expect(await nextOf(id)).toMatchObject({ step: 'correct-and-resubmit', also: [{ step: 'review-answer' }] });
  });

  it('can be withdrawn until it is answered, and not be begun where nothing is left to correct', async () => {
    const id = await broughtTo('accepted');
    await ask(id).expect(201);
    expect((await step(id, 'withdraw', { comment: '误发' })).body).toMatchObject({ state: 'withdrawn' });
    expect((await step(id, 'withdraw')).body.code).toBe('correction-state');
    await post(office, [receipt(id, 'D', '30T11:00')]);
    expect((await ask(id)).body.code).toBe('state-forbids');
  });
});

describe('who sees a request', () => {
  it('is its office from the beginning and its broker from the sending on', async () => {
    const id = await broughtTo('accepted');
    await ask(id, { send: false }).expect(201);
    const own = async (who: Who) => (await office.as(who).get(`${path(id)}`)).body.items?.length;
    expect([await own('brokerA'), await own('officer2'), await own('admin')]).toEqual([0, 1, 1]);
    await read(id, 'brokerA').expect(404);
    expect((await step(id, 'answer', ANSWER, { ...broker, revision: 1 })).status).toBe(404);
    for (const stranger of ['brokerB', 'officerElsewhere'] as const) await read(id, stranger).expect(404);
    await office.as('analyst').get(path(id)).expect(403);
    // A draft that is withdrawn was never said.
    await step(id, 'withdraw');
    expect([await own('brokerA'), await own('officer')]).toEqual([0, 1]);
    await ask(id).expect(201);
    expect((await read(id, 'brokerA', 2).expect(200)).body).toMatchObject({ number: 2, createdBy: 'officer' });
  });

  it('a broker’s role can do nothing to one but answer it, whatever the service does', async () => {
    const id = await broughtTo('accepted');
    await ask(id).expect(201);
    const as = (sql: string) =>
      office.database
        .transaction(office.actor('brokerA'), (tx) => tx.run(sql, [id]))
        .catch((error: Error) => error.message);
    expect(await as(`UPDATE correction SET state = 'closed' WHERE declaration_id = $1`)).toMatch(/row-level security/);
    expect(await as(`UPDATE correction SET fields = '[]' WHERE declaration_id = $1`)).toMatch(/permission denied/);
    expect(await as('DELETE FROM correction_message WHERE declaration_id = $1')).toMatch(/permission denied/);
    const forged = `INSERT INTO correction_message (declaration_id, number, position, broker_id, kind, side, at, actor_name)
      SELECT declaration_id, number, 2, broker_id, 'closed', 'customs', now(), 'officer' FROM correction WHERE declaration_id = $1`;
    expect(await as(forged)).toMatch(/row-level security/);
  });

  it('lists over declarations what waits longest first, page by page', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => broughtTo('released')));
    for (const [index, id] of ids.entries()) {
      office.clock.stopAt(`2021-12-30T05:0${index}:00Z`);
      await ask(id).expect(201);
    }
    const listed = async (query: string, who: Who = 'officer') => {
      const { body } = await office.as(who).get(`/v1/corrections?state=sent${query}`).expect(200);
      return body as { items: { declarationId: string; reference: string; fieldCount: number }[]; nextCursor: string };
    };
    const mine = ({ items }: Awaited<ReturnType<typeof listed>>) =>
      items.map(({ declarationId }) => declarationId).filter((id) => ids.includes(id));
    expect(mine(await listed('&limit=500&market=KQ-CTC'))).toEqual(ids);
    expect(mine(await listed('&sort=newest&limit=3', 'brokerA'))).toEqual(ids.toReversed());
    const first = await listed('&sort=newest&limit=2');
    expect(mine(first)).toEqual([ids[2], ids[1]]);
    expect(mine(await listed(`&sort=newest&limit=1&cursor=${first.nextCursor}`))).toEqual([ids[0]]);
    expect(first.items[0]).toMatchObject({ fieldCount: 1, reference: expect.stringMatching(/^S-/) });
    for (const stranger of ['brokerB', 'officerElsewhere'] as const)
      expect((await listed('', stranger)).items).toEqual([]);
    await office.as('officer').get('/v1/corrections?market=NOWHERE').expect(400);
    await office.as('officer').get('/v1/corrections?cursor=x').expect(400);
    await office.as('officer').get('/v1/corrections?lane=red').expect(400);
  });

  it('reads an index, whoever lists', async () => {
    const client = new Client({ connectionString: office.ownerUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(`INSERT INTO correction SELECT d.id, n + 10, d.broker_id, d.market, CASE WHEN n % 20 = 0 THEN '2906' ELSE '3104' END,
          CASE WHEN n % 50 = 0 THEN 'withdrawn' ELSE 'closed' END, timestamptz '2021-12-01' + n * interval '1 minute', now(), '[]', NULL, NULL, now(), ''
        FROM (SELECT * FROM declaration LIMIT 1) d, generate_series(1, 20000) n`);
      await client.query('ANALYZE correction');
      await client.query(`SET LOCAL ROLE loomgate_officer; SELECT set_config('app.office', '2906', true)`);
      const cursor = Buffer.from(JSON.stringify(['2021-12-10T00:00:00.000Z', CURSOR_ID, '1'])).toString('base64url');
      for (const query of [{ cursor }, { sort: 'newest' as const }, { cursor, state: 'withdrawn' as const }]) {
        const { sql, params } = correctionsStatement(office.actor('officer'), query, 50);
        const { rows } = await client.query(`EXPLAIN ${sql}`, params);
        const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
        expect(plan).toMatch(query.state ? /correction_office_state/ : /correction_office/);
        // Whose the declaration is, is looked up as its few rows suggest.
        expect(plan).not.toMatch(/Seq Scan on correction|Sort/);
      }
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  });
});

const CURSOR_ID = '01900000-0000-7000-8000-000000000000';

describe('the clock of customs', () => {
  it('stands still from the sending to the answer, and runs on with what was left', async () => {
    // Accepted on the 30th at 07:00: two cut-offs, the second of which is the 31st at 20:00.
    const id = await broughtTo('accepted');
    expect(await nextOf(id)).toMatchObject({ step: 'release', dueAt: '2021-12-31T12:00:00.000Z' });
    await ask(id, { dueOn: '2022-01-05' }).expect(201);
    expect(await nextOf(id)).toMatchObject({
      ...{ actor: 'broker', step: 'answer-correction', dueAt: '2022-01-05T12:00:00.000Z' },
      also: [{ step: 'release', dueAt: null, overdue: false }],
    });
    // Over the cut-offs of the 30th and 31st, New Year and the 4th: two are left, those of the 5th and 6th.
    office.clock.stopAt('2022-01-05T03:00:00Z');
    expect((await step(id, 'answer', ANSWER, broker)).status).toBe(200);
    expect(await nextOf(id)).toMatchObject({
      ...{ actor: 'officer', step: 'review-answer', dueAt: '2022-01-06T12:00:00.000Z' },
      also: [{ step: 'release', dueAt: '2022-01-06T12:00:00.000Z' }],
    });
    // Asked again in the evening, due on the Monday after, and answered the next morning: one cut-off more.
    office.clock.stopAt('2022-01-05T11:00:00Z');
    await step(id, 'reopen', { comment: '?' });
    expect((await nextOf(id)).dueAt).toBe('2022-01-10T12:00:00.000Z');
    office.clock.stopAt('2022-01-06T01:00:00Z');
    await step(id, 'answer', ANSWER, broker);
    await step(id, 'close');
    expect(await nextOf(id)).toMatchObject({ step: 'release', dueAt: '2022-01-07T12:00:00.000Z', also: [] });
    const pauses = await office.rows<{ since: string; until: string }>(
      'SELECT since, until FROM correction_pause WHERE declaration_id = $1 ORDER BY since',
      [id],
    );
    expect(pauses).toEqual([
      { since: '2021-12-30T04:00:00.000Z', until: '2022-01-05T03:00:00.000Z' },
      { since: '2022-01-05T11:00:00.000Z', until: '2022-01-06T01:00:00.000Z' },
    ]);
  });

  it('runs on when the request is withdrawn, and is not moved by what passed within a day', async () => {
    const id = await broughtTo('accepted');
    await ask(id).expect(201);
    office.clock.stopAt('2021-12-30T06:00:00Z');
    await step(id, 'withdraw');
    expect(await nextOf(id)).toMatchObject({ step: 'release', dueAt: '2021-12-31T12:00:00.000Z', also: [] });
  });

  it('does not stand still for what a port has to do', async () => {
    const id = await broughtTo('released');
    const { dueAt } = await nextOf(id);
    await ask(id).expect(201);
    expect((await nextOf(id)).also).toMatchObject([{ actor: 'port', dueAt }]);
  });
});
