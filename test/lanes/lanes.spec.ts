import { declaration, drafted, etag, post, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));

const TABLES = ['lane', 'lane_draw', 'lane_change', 'lane_confirmation', 'lane_rule', 'lane_seed'];
const REVEALS = /"lane|"colour|counterfactual/i;

const laneOf = async (id: string) => (await office.as('officer').get(`/v1/declarations/${id}/lane`).expect(200)).body;
const put = (id: string, colour: string, who: Who = 'officer') =>
  office.as(who).put(`/v1/declarations/${id}/lane`).set('If-Match', '*').send({ colour, reason: 'because' });
/** In the lane that is asked for, however it was drawn. */
const inLane = async (colour: string) => {
  const { id } = await submitted(office);
  await put(id, colour);
  if ((await laneOf(id)).colour !== colour) await put(id, colour, 'officer2').expect(200);
  return id;
};

describe('a lane', () => {
  it('is drawn with the submission, once, and shown to officers of the office only', async () => {
    const { id } = await submitted(office);
    const lane = await laneOf(id);
    expect(lane).toMatchObject((await office.as('officer').get(`/v1/declarations/${id}`)).body.lane);
    expect(lane).toMatchObject({ submission: 1, pending: null, random: { rate: '0.03' } });
    expect(['green', 'blue', 'yellow', 'red']).toContain(lane.colour);
    expect(await office.rows('SELECT 1 FROM lane_draw WHERE declaration_id = $1', [id])).toHaveLength(1);
    await office.as('brokerA').get(`/v1/declarations/${id}/lane`).expect(403);
    await office.as('officerElsewhere').get(`/v1/declarations/${id}/lane`).expect(404);
  });

  it('is in no answer a broker gets', async () => {
    const draft = await drafted(office);
    const replaced = await office
      .as('brokerA')
      .put(`/v1/declarations/${draft.id}`)
      .set('If-Match', etag(draft))
      .send(declaration({ reference: draft.reference, billOfLading: 'BL-1' }))
      .expect(200);
    const sent = await submit(office, replaced.body).expect(200);
    const one = await office.as('brokerA').get(`/v1/declarations/${draft.id}`).expect(200);
    const list = await office.as('brokerA').get('/v1/declarations').expect(200);
    for (const { body } of [{ body: draft }, replaced, sent, one, list])
      expect(JSON.stringify(body)).not.toMatch(REVEALS);
    await office.as('brokerA').get('/v1/lane-rules').expect(403);
  });

  it.each(TABLES)('is out of reach of the broker role, reading and writing %s', async (table) => {
    for (const sql of [`SELECT * FROM ${table}`, `INSERT INTO ${table} DEFAULT VALUES`]) {
      const run = office.database.transaction(office.actor('brokerA'), (tx) => tx.rows(sql));
      await expect(run).rejects.toThrow('permission denied');
    }
  });
});

describe('more control', () => {
  it('is taken by one officer at once', async () => {
    const id = await inLane('green');
    expect((await put(id, 'yellow').expect(200)).body).toMatchObject({ colour: 'yellow', pending: null });
  });
});

describe('a lane that an officer has raised', () => {
  const returned = async (id: string) => {
    await post(office, [{ channel: 'officer', code: 'return', eventTime: office.clock.now(), declarationId: id }]);
    await submit(office, await seen(office, id)).expect(200);
    return laneOf(id);
  };

  it('stands when the papers are returned and filed again, with who ordered it and why', async () => {
    const { id } = await submitted(office);
    if ((await laneOf(id)).colour === 'red') await put(id, 'yellow').then(() => put(id, 'yellow', 'officer2'));
    await put(id, 'red').expect(200);
    for (const submission of [2, 3]) {
      expect(await returned(id)).toMatchObject({
        ...{ submission, colour: 'red', pending: null },
        changes: [{ to: 'red', reason: 'because' }],
      });
    }
    await put(id, 'green').expect(200);
    expect((await put(id, 'green', 'officer2').expect(200)).body).toMatchObject({ colour: 'green', pending: null });
    expect((await returned(id)).changes).toEqual([]);
  });
});

describe('less control', () => {
  it('waits for a second officer, and is refused to the first one', async () => {
    const id = await inLane('red');
    expect((await put(id, 'green').expect(200)).body).toMatchObject({ colour: 'red', pending: { colour: 'green' } });
    expect((await put(id, 'green').expect(409)).body.code).toBe('second-officer-needed');
    expect((await put(id, 'green', 'officer2').expect(200)).body).toMatchObject({ colour: 'green', pending: null });
  });

  it('leaves who asked for it, why, and who agreed', async () => {
    const id = await inLane('red');
    const before = (await laneOf(id)).changes;
    await put(id, 'green').expect(200);
    const [asked] = (await laneOf(id)).changes.slice(before.length);
    expect(asked).toMatchObject({ from: 'red', to: 'green', reason: 'because', confirmedBy: null, confirmedAt: null });
    await put(id, 'green', 'officer2').expect(200);
    await put(id, 'blue').expect(200);
    expect((await laneOf(id)).changes.slice(before.length)).toMatchObject([
      { ...asked, confirmedBy: expect.any(String), confirmedAt: expect.stringMatching(/^2021-12-28T04:/) },
      { from: 'green', to: 'blue', confirmedBy: null },
    ]);
  });

  it('that is pending ends with the submission it was for', async () => {
    const id = await inLane('red');
    await put(id, 'blue').expect(200);
    await post(office, [{ channel: 'officer', code: 'return', eventTime: office.clock.now(), declarationId: id }]);
    await submit(office, await seen(office, id)).expect(200);
    expect(await laneOf(id)).toMatchObject({ submission: 2, pending: null });
  });

  it('is declined by asking for the present colour', async () => {
    const id = await inLane('red');
    await put(id, 'blue').expect(200);
    const { body } = await put(id, 'red', 'officer2').expect(200);
    expect(body).toMatchObject({ colour: 'red', pending: null });
  });

  it('cannot be had by one officer past the service either', async () => {
    const id = await inLane('red');
    await put(id, 'green').expect(200);
    const [change] = await office.rows<{ id: string }>('SELECT pending AS id FROM lane WHERE declaration_id = $1', [
      id,
    ]);
    const me = office.actor('officer');
    const direct = (sql: string, params: unknown[]) => office.database.transaction(me, (tx) => tx.run(sql, params));
    await expect(direct(`UPDATE lane SET colour = 'green' WHERE declaration_id = $1`, [id])).rejects.toThrow(
      'permission',
    );
    await expect(
      direct(`INSERT INTO lane_confirmation VALUES ($1, $2, $2, 'x', now(), 'x')`, [change?.id, me.keyId]),
    ).rejects.toThrow('lane_second_officer');
    await direct(
      `INSERT INTO lane_change VALUES (gen_random_uuid(), $1, 1, 'green', 'green', false, 'x', $2, 'x', now())`,
      [id, me.keyId],
    );
    expect((await laneOf(id)).colour).toBe('red');
  });

  it('is confirmed once when two officers ask at the same time', async () => {
    const id = await inLane('red');
    const answers = await Promise.all([put(id, 'blue'), put(id, 'blue', 'officer2')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await laneOf(id)).toMatchObject({ colour: 'blue', pending: null });
    expect(
      await office.rows('SELECT 1 FROM lane_change WHERE declaration_id = $1 AND lowers AND colour = $2', [id, 'blue']),
    ).toHaveLength(1);
  });
});

describe('the list of declarations', () => {
  const list = async (query: string, who: Who = 'officer') =>
    (await office.as(who).get(`/v1/declarations?limit=500${query}`).expect(200)).body.items as {
      id: string;
      lane?: { colour: string; pending: string | null } | null;
    }[];

  it('shows officers the lane, narrows by it, and knows what is pending', async () => {
    const red = await inLane('red');
    const blue = await inLane('blue');
    await put(red, 'green').expect(200);
    expect((await list('')).find(({ id }) => id === red)?.lane).toEqual({ colour: 'red', pending: 'green' });
    for (const who of ['officer', 'admin'] as const) {
      const found = await list('&lane=red', who);
      expect(new Set(found.map(({ lane }) => lane?.colour))).toEqual(new Set(['red']));
      expect(found.map(({ id }) => id)).toContain(red);
      expect((await list('&lane=blue', who)).map(({ id }) => id)).toContain(blue);
    }
    expect((await list('&lane=red&sort=due')).map(({ id }) => id)).toContain(red);
    expect(await list('&lane=red', 'officerElsewhere')).toEqual([]);
    await office.as('officer').get('/v1/declarations?lane=pink').expect(400);
  });

  it('does not let a broker ask for a lane', async () => {
    await inLane('red');
    await office.as('brokerA').get('/v1/declarations?lane=red').expect(403);
    for (const one of await list('', 'brokerA')) expect(one).not.toHaveProperty('lane');
  });
});

describe('the random rate', () => {
  it('is published with a commitment, and the secret of a day when it is over', async () => {
    const { body: today } = await office.as('brokerA').get('/v1/lane-policy').expect(200);
    expect(today).toMatchObject({ rate: '0.03', secret: null, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { body: before } = await office.as('brokerA').get('/v1/lane-policy?on=2021-12-27').expect(200);
    expect(before.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(before)).not.toContain('seed');
  });
});

describe('a change of a lane', () => {
  const change = (id: string, tag: string | null, colour: string) => {
    const request = office.as('officer2').put(`/v1/declarations/${id}/lane`).send({ colour, reason: '举报' });
    return tag === null ? request : request.set('If-Match', tag);
  };
  const tagOf = async (id: string) =>
    (await office.as('officer').get(`/v1/declarations/${id}/lane`)).headers['etag'] as string;

  it('builds on what the officer has seen: without a tag it is 428, and 412 once another one was first', async () => {
    const id = await inLane('yellow');
    expect((await change(id, null, 'red')).status).toBe(428);
    const tag = await tagOf(id);
    const looked = { control: 'papers', result: 'conforms' };
    await office.as('officer').post(`/v1/declarations/${id}/lane/checks`).send(looked).expect(201);
    const missed = await change(id, tag, 'red').expect(412);
    expect(missed.body.current).toMatchObject({ changedBy: 'officer', changed: ['/checks'] });
    const raised = await change(id, await tagOf(id), 'red').expect(200);
    expect([raised.body.colour, raised.headers['etag']]).toEqual(['red', `"r${raised.body.revision as number}"`]);
    expect((await change(id, tag, 'red')).body.current.changed).toEqual(['/changes', '/checks', '/colour', '/pending']);
    expect((await seen(office, id)).revision).toBe(
      (await office.as('officer').get(`/v1/declarations/${id}`)).body.revision,
    );
  });

  it('of many builds on the tag of each, where one is given', async () => {
    const [one, other] = [await inLane('yellow'), await inLane('yellow')];
    const tag = await tagOf(one);
    await change(one, '*', 'red').expect(200);
    const changes = [
      { declarationId: one, colour: 'yellow', reason: '误报', ifMatch: tag },
      { declarationId: other, colour: 'red', reason: '举报', ifMatch: (await tagOf(other)).replaceAll('"', '') },
    ];
    const { body } = await office.as('officer').post('/v1/lane-changes').send({ changes }).expect(200);
    expect(body.results).toMatchObject([
      { result: 'skipped', why: 'version-stale' },
      { result: 'changed', colour: 'red' },
    ]);
  });

  it('is one of two that are asked for at the same moment with the same tag', async () => {
    const id = await inLane('yellow');
    const tag = await tagOf(id);
    const answers = await Promise.all([change(id, tag, 'red'), change(id, tag, 'green')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});
