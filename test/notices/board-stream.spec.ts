import { Client } from 'pg';
import { post, submitted } from '../support/trade/declaring.js';
import { Given } from '../support/trade/given.js';
import { putRates } from '../support/trade/market-day.js';
import { Office, useOffice } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';
import { until, Watching, watching } from '../support/notices/watching.js';

const AT = '2021-12-28T04:00:00Z';
const office = useOffice({ at: AT });
const given = new Given(office);
const watch = watching(office);

beforeAll(() => putRates(office));

/** A metric of the service. */
async function metric(name: string): Promise<number> {
  const { text } = await office.anonymous.get('/metrics').expect(200);
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

/** What somebody else does in the database, past this process and everything that is in it. */
async function elsewhere(sql: string, params: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  await client.query(sql, params).finally(() => client.end());
}

const PARKED = `INSERT INTO receipt (id, channel, code, event_time, received_at, given_reference, actor_name, customs_office, parked_reason)
  VALUES (gen_random_uuid(), 'single-window', 'R', $1, $1, gen_random_uuid()::text, 'given', '2906', 'target-unknown')`;

describe('the stream of a board', () => {
  it('sends the board at once, as proxies let it through', async () => {
    const one = await watch();
    await until(() => one.events.length > 0);
    const { body } = await office.as('officer').get('/v1/board?market=KQ-CTC').expect(200);
    expect(one.last).toEqual({ ...body, at: one.last?.at });
    expect(one.status).toBe(200);
    expect(one.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-request-id': expect.any(String),
    });
    expect(one.events[0]?.id).toMatch(/^[0-9a-f]{16}$/);
  });

  it('sends what is done through the service', async () => {
    const one = await watch();
    await until(() => one.events.length > 0);
    const before = one.last?.declarations;
    const { id } = await submitted(office);
    await until(() => one.last?.declarations.byStatus.submitted === (before?.byStatus.submitted ?? 0) + 1);
    await post(office, [receipt('P', '28T11:30', { declarationId: id })]);
    await until(() => one.last?.declarations.byStatus.released === (before?.byStatus.released ?? 0) + 1);
    expect(new Set(one.events.map((event) => event.id)).size).toBe(one.events.length);
  });

  it('sends what another process does', async () => {
    const one = await watch();
    await until(() => one.events.length > 0);
    const before = one.last?.openItems.total ?? 0;
    await elsewhere(PARKED, ['2021-12-28T03:00:00Z']);
    await until(() => one.last?.openItems.total === before + 1);
  });

  it('sends what only time has done', async () => {
    await elsewhere(PARKED, ['2021-12-28T03:00:00Z']);
    const one = await watch();
    await until(() => one.events.length > 0);
    expect(one.last?.openItems.overdue).toBe(0);
    office.clock.goTo('2021-12-28T12:00:00Z');
    await until(() => (one.last?.openItems.overdue ?? 0) > 0);
    office.clock.goTo(AT);
  });

  it('counts once for all who watch the same', async () => {
    const [one, other] = [await watch('officer'), await watch('officer2')];
    for (let round = 1; round <= 3; round++) {
      await elsewhere(PARKED, ['2021-12-28T03:00:00Z']);
      await until(() => one.events.length > round && other.events.length > round);
    }
    // To the millisecond at which each was counted.
    expect(other.events.slice(-3)).toEqual(one.events.slice(-3));
    expect(new Set(one.events.map(({ board }) => board.at)).size).toBe(one.events.length);
  });

  it('sends each only what is theirs', async () => {
    const [one, other] = [await watch('officer'), await watch('officerElsewhere', 'market=YW-ICC')];
    await until(() => one.events.length > 0 && other.events.length > 0);
    await given.declaration({ filed: '2021-12-28T01:00:00.000Z', market: 'YW-ICC', office: '2921' });
    await until(() => other.last?.declarations.total === 1);
    expect(other.last?.market).toBe('YW-ICC');
    expect(one.last?.market).toBe('KQ-CTC');
  });

  it('says nothing but that it is there while nothing changes', async () => {
    const one = await watch();
    await until(() => one.events.length > 0);
    const counted = await metric('loomgate_board_counts_total');
    await given.declaration({ filed: '2021-12-28T01:00:00.000Z', market: 'YW-ICC', office: '2921' });
    await until(async () => (await metric('loomgate_board_counts_total')) > counted);
    await until(() => one.comments > 0);
    expect(one.events).toHaveLength(1);
  });

  it('ends when its key does, and sends nothing any more', async () => {
    const made = await office
      .as('admin')
      .post('/v1/keys')
      .send({ role: 'officer', organisation: office.people.organisations.office })
      .expect(201);
    const one = await Watching.at(office, 'market=KQ-CTC', made.body.key);
    const other = await watch();
    await until(() => one.events.length > 0 && other.events.length > 0);
    await office.as('admin').delete(`/v1/keys/${made.body.id}`).expect(204);
    await elsewhere(PARKED, ['2021-12-28T03:00:00Z']);
    await until(() => one.hasEnded);
    expect([one.isComplete, one.events.length]).toEqual([true, 1]);
    await until(() => other.events.length > 1);
  });

  it('is open ten times a key at most, and a place is free again when somebody leaves', async () => {
    await until(async () => (await metric('loomgate_board_streams')) === 0);
    const all = await Promise.all(Array.from({ length: 10 }, () => watch('officer2')));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    const { body } = await office.as('officer2').get('/v1/board/stream?market=KQ-CTC').expect(429);
    expect(body.code).toBe('streams-too-many');
    all[0]?.leave();
    await until(async () => (await metric('loomgate_board_streams')) === 9);
    expect((await watch('officer2')).status).toBe(200);
  });

  it('leaves nothing open behind a HEAD', async () => {
    await office.as('officer').head('/v1/board/stream?market=KQ-CTC').expect(200);
    await until(async () => (await metric('loomgate_board_streams')) === 0);
  });
});

describe('a process that stops', () => {
  it('ends its streams properly instead of waiting for them', async () => {
    const other = new Office();
    await other.open({ at: AT, own: true });

    const streams: Watching[] = [];
    for (const who of ['officer', 'admin'] as const) {
      streams.push(await Watching.at(other, 'market=KQ-CTC', other.people.keys[who]));
    }
    await until(() => streams.every(({ events }) => events.length > 0));
    await other.close();
    await until(() => streams.every(({ hasEnded }) => hasEnded));
    expect(streams.map(({ isComplete }) => isComplete)).toEqual([true, true]);
  });
});
