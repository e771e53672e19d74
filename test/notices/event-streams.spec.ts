import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../support/notices/watching.js';
import { useOffice, type Who } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { cookieOf, person, signedIn } from '../support/signing-in.js';
import { drafted, post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { receipt } from '../support/trade/receiving.js';
import { Given } from '../support/trade/given.js';

const AT = '2021-12-28T04:00:00Z';
const office = useOffice({ at: AT });
const given = new Given(office);
beforeAll(() => putRates(office));

interface Event {
  readonly type: string;
  readonly id: string;
  readonly market?: string;
  readonly at: string;
}

/** Somebody who listens, and notes what comes. */
class Listening {
  readonly events: Event[] = [];
  lastId = '';
  hasEnded = false;
  private rest = '';

  private constructor(
    private readonly answer: IncomingMessage,
    readonly leave: () => void,
  ) {
    answer.setEncoding('utf8').on('data', (text: string) => this.read(text));
    answer.on('close', () => (this.hasEnded = true)).on('error', () => undefined);
  }

  static async with(headers: Record<string, string>, path = '/v1/events'): Promise<Listening> {
    const server = office.app.getHttpServer();
    if (!server.listening) await office.app.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    const one = await new Promise<Listening>((resolve, reject) => {
      const request = get({ port, path, headers, agent: false }, (answer) =>
        resolve(new Listening(answer, () => request.destroy())),
      ).on('error', reject);
    });
    open.push(one);
    return one;
  }

  get status(): number | undefined {
    return this.answer.statusCode;
  }

  get isComplete(): boolean {
    return this.answer.complete;
  }

  get heard(): string[] {
    return this.events.map(({ type, id }) => `${type} ${id}`);
  }

  private read(text: string): void {
    this.rest += text;
    const parts = this.rest.split('\n\n');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const { id, data } = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s, 2)));
      if (data !== undefined) this.events.push(JSON.parse(data) as Event);
      if (id !== undefined) this.lastId = id;
    }
  }
}

const open: Listening[] = [];
afterEach(() => open.splice(0).forEach((one) => one.leave()));

const keyOf = (who: Who, more: Record<string, string> = {}) => ({
  authorization: `Bearer ${office.people.keys[who]}`,
  ...more,
});

/** Listening from now on: what is done afterwards is sent. */
async function listening(who: Who, more: Record<string, string> = {}): Promise<Listening> {
  const one = await Listening.with(keyOf(who, more));
  await until(() => one.lastId !== '');
  return one;
}

const draft = async (who: 'brokerA' | 'brokerB' = 'brokerA'): Promise<string> => (await drafted(office, {}, who)).id;

describe('the stream of changes', () => {
  it('sends a firm each change of its own within a second of the commit, and nobody else that', async () => {
    const [own, other, elsewhere] = [
      await listening('brokerA'),
      await listening('brokerB'),
      await listening('officerElsewhere'),
    ];
    const { id } = await submitted(office);
    const committed = performance.now();
    await until(() => own.heard.includes(`declaration.moved ${id}`));
    expect(performance.now() - committed).toBeLessThan(1_000);
    expect(own.events.find((event) => event.id === id && event.type === 'declaration.moved')).toEqual({
      ...{ type: 'declaration.moved', id, market: 'KQ-CTC', at: expect.stringMatching(/^2021-12-28T04:00:/) },
    });
    const officer = await listening('officer');
    await post(office, [receipt('P', '28T11:30', { declarationId: id })]);
    await until(() => officer.heard.includes(`declaration.moved ${id}`));
    await until(() => own.heard.filter((heard) => heard === `declaration.moved ${id}`).length === 2);
    const theirs = await draft('brokerB');
    await until(() => other.heard.includes(`declaration.changed ${theirs}`));
    expect([other.heard.some((heard) => heard.includes(id)), elsewhere.heard]).toEqual([false, []]);
    expect(own.heard.some((heard) => heard.includes(theirs))).toBe(false);
  });

  it('is kept from others by the rows themselves, too', async () => {
    const id = await draft('brokerB');
    const seen = (who: Who) =>
      office.database.transaction(office.actor(who), (tx) =>
        tx.rows<{ type: string }>('SELECT type FROM streamed_event WHERE subject_id = $1', [id]),
      );
    expect(await seen('brokerB')).toEqual([{ type: 'declaration.changed' }]);
    expect([await seen('brokerA'), await seen('officerElsewhere'), await seen('analyst')]).toEqual([[], [], []]);
    await expect(seen('auditor')).rejects.toMatchObject({ code: '42501' });
  });

  it('sends a change of a container to every firm with goods in it, and its lane to officers alone', async () => {
    const containers = [{ number: 'CSQU3054383', goodsLines: [1] }];
    const one = await submitted(office, { containers });
    const two = await submitted(office, { containers }, 'brokerB');
    const [own, other, officer] = [await listening('brokerA'), await listening('brokerB'), await listening('officer')];
    const { body } = await office.as('officer').get('/v1/shipments?container=CSQU3054383').expect(200);
    const [{ id: visit }] = body.items as [{ id: string }];
    const events = [{ code: 'GTIN', eventTime: '2021-12-28T03:00:00Z', classifier: 'ACT' }];
    await office.as('officer').post(`/v1/shipments/${visit}/events`).send({ events }).expect(200);
    for (const each of [own, other, officer]) await until(() => each.heard.includes(`shipment.changed ${visit}`));
    await office
      .as('officer')
      .put(`/v1/declarations/${one.id}/lane`)
      .set('If-Match', '*')
      .send({ colour: 'red', reason: '抽查' })
      .expect(200);
    await until(() => officer.heard.includes(`lane.changed ${one.id}`));
    await post(office, [receipt('L', '28T11:00', { declarationId: two.id })]);
    await until(() => other.heard.includes(`declaration.moved ${two.id}`));
    expect([...own.heard, ...other.heard].filter((heard) => heard.startsWith('lane'))).toEqual([]);
  });

  it('goes on where the reader stopped, with what was committed late although it was written early', async () => {
    const one = await listening('brokerA');
    const first = await draft();
    await until(() => one.heard.includes(`declaration.changed ${first}`));
    const { lastId } = one;
    one.leave();
    const owner = { brokerId: office.people.organisations.brokerA, customsOffice: null, market: null };
    let commit: () => void = () => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    const late = '019a9472-6d00-7000-8000-00000000abcd';
    let written: () => void = () => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = given.system(async (tx) => {
      await tx.run(
        "INSERT INTO streamed_event (at, type, subject_id, broker_id) VALUES ($1, 'declaration.changed', $2, $3)",
        [AT, late, owner.brokerId],
      );
      written();
      await mayCommit;
    });
    await isWritten;
    const second = await draft();
    const again = await listening('brokerA', { 'last-event-id': lastId });
    await until(() => again.heard.includes(`declaration.changed ${second}`));
    expect(again.heard).not.toContain(`declaration.changed ${first}`);
    const between = again.lastId;
    commit();
    await slow;
    await until(() => again.heard.includes(`declaration.changed ${late}`));
    const third = await listening('brokerA', { 'last-event-id': between });
    await until(() => third.heard.length > 0);
    expect(third.heard).toEqual([`declaration.changed ${late}`]);
  });

  it('says that everything is to be read anew where it cannot go on, or too much has changed', async () => {
    for (const id of ['nonsense', `1:1:@${Date.parse(AT) - 4_000_000}`, `9:8:@${Date.parse(AT)}`]) {
      const one = await listening('brokerA', { 'last-event-id': id });
      expect(one.events).toEqual([{ type: 'reset', id: null, at: expect.any(String) }]);
    }
    const one = await listening('brokerA');
    await given.system((tx) =>
      tx.run(
        `INSERT INTO streamed_event (at, type, subject_id, broker_id)
         SELECT $1, 'declaration.changed', gen_random_uuid(), $2 FROM generate_series(1, 501)`,
        [AT, office.people.organisations.brokerA],
      ),
    );
    await until(() => one.events.length > 0);
    expect(one.events.map(({ type }) => type)).toEqual(['reset']);
  });

  it('sends an analyst editions, also where row-level security shows more, and an auditor and a channel nothing', async () => {
    await asOwner(office, 'ALTER POLICY analyst ON streamed_event USING (true)');
    const [analyst, auditor, channel] = [
      await listening('analyst'),
      await listening('auditor'),
      await listening('channel'),
    ];
    await draft();
    const question = { from: '2021-12-01', to: '2021-12-31', currency: 'CNY' };
    const { body } = await office.as('analyst').post('/v1/editions').send({ name: '十二月', question }).expect(201);
    await until(() => analyst.heard.length > 0);
    expect([analyst.heard, auditor.heard, channel.heard]).toEqual([[`edition.created ${body.id as string}`], [], []]);
    await asOwner(office, "ALTER POLICY analyst ON streamed_event USING (type = 'edition.created')");
  });

  it('ends with the session, and when its person gets other roles or another firm', async () => {
    const { brokerA: organisation, brokerB } = office.people.organisations;
    const moves = { roles: "roles = '{auditor}', organisation_id = NULL", firm: `organisation_id = '${brokerB}'` };
    for (const end of ['session', 'roles', 'firm'] as const) {
      const { id } = await person(office, { login: `li-${end}`, name: '李强', roles: ['broker'], organisation });
      const { browser, token } = await signedIn(office, id);
      const one = await Listening.with({ cookie: cookieOf(token) });
      await until(() => one.lastId !== '');
      if (end === 'session') await browser.delete('/v1/session').expect(204);
      else await given.system((tx) => tx.run(`UPDATE person SET ${moves[end]} WHERE id = $1`, [id]));
      // What is found of a session is used for a second at most; nothing has to happen for a stream to end.
      if (end === 'session') await new Promise((resolve) => setTimeout(resolve, 1_100));
      else await until(() => one.hasEnded);
      const after = await draft();
      await until(() => one.hasEnded);
      expect([one.isComplete, one.heard.some((heard) => heard.includes(after))]).toEqual([true, false]);
    }
  });

  it('is open ten times a caller at most, and not at all without a key', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => listening('officer2')));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 200));
    const { body } = await office.as('officer2').get('/v1/events').expect(429);
    expect(body.code).toBe('streams-too-many');
    await office.anonymous.get('/v1/events').expect(401);
  });
});

describe('the stream of an import', () => {
  it('is sent to somebody who has signed in, until the session ends', async () => {
    const organisation = office.people.organisations.brokerA;
    const { id: personId } = await person(office, { login: 'wang', roles: ['broker'], organisation });
    const { browser, token } = await signedIn(office, personId);
    const template = (await office.as('brokerA').get('/v1/imports/template.csv').expect(200)).text;
    const imported = async (reference: string) => {
      const file = `${template.split('\n')[0]}\n${reference}\n`;
      const made = await browser.post('/v1/imports?kind=declarations').set('Content-Type', 'text/csv').send(file);
      expect(made.status).toBe(202);
      const path = `/v1/imports/${made.body.id as string}/events`;
      const one = await Listening.with({ cookie: cookieOf(token) }, path);
      await until(() => one.events.length === 1);
      return one;
    };
    const states = (one: Listening) => one.events.map((event) => (event as unknown as { state: string }).state);
    const [followed, listener] = [await imported('E-1'), await listening('brokerA')];
    await office.drain();
    await until(() => followed.hasEnded);
    expect([followed.isComplete, states(followed).at(-1)]).toEqual([true, 'finished']);
    await until(() => listener.events.some(({ type }) => type === 'import.finished'));

    const cut = await imported('E-2');
    await browser.delete('/v1/session').expect(204);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await office.drain();
    await until(() => cut.hasEnded);
    expect([cut.isComplete, states(cut)]).toEqual([true, ['queued']]);
  });
});
