import type { Delivery } from '../../src/notices/webhooks/deliveries.query.js';
import { Given } from '../support/trade/given.js';
import { endpoint, logOf, deliverNotices } from '../support/notices/notifying.js';
import { useOffice, type Office } from '../support/office.js';
import { answers, Receiver, verifies } from '../support/notices/receiver.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const given = new Given(office);
const NOW = '2026-11-18T02:00:00.000Z';
const receivers: Receiver[] = [];

async function receiver(): Promise<Receiver> {
  const opened = await new Receiver().open();
  receivers.push(opened);
  return opened;
}
afterAll(() => Promise.all(receivers.map((each) => each.close())));

const receipt = (declarationId: string, code: string) =>
  office
    .as('officer')
    .post('/v1/receipts')
    .send({ receipts: [{ channel: 'officer', code, declarationId, eventTime: NOW }] })
    .expect(200);

describe('a webhook', () => {
  it('receives what happens to its firm, signed, as CloudEvents', async () => {
    const mine = await receiver();
    const theirs = await receiver();
    const hook = await endpoint(office, 'brokerA', mine.url, ['declaration.moved']);
    await endpoint(office, 'brokerB', theirs.url, ['declaration.moved']);
    const { id } = await given.declaration({ reference: 'W-1', filed: NOW });
    await receipt(id, 'accept');
    await receipt(id, 'release');
    await deliverNotices(office);
    expect(theirs.received).toEqual([]);
    const received = mine.of(`declaration/${id}`);
    expect(received.map(({ event }) => [event.data['from'], event.data['to'], event.sequence])).toEqual([
      ['draft', 'submitted', '1'],
      ['submitted', 'accepted', '2'],
      ['accepted', 'released', '3'],
    ]);
    const [first] = received;
    expect(first?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(first?.event).toMatchObject({
      specversion: '1.0',
      id: first?.headers['webhook-id'],
      source: '/loomgate/markets/KQ-CTC',
      type: 'declaration.moved',
      data: { declaration: id, reference: 'W-1', market: 'KQ-CTC' },
    });
    for (const one of received) expect(await verifies(hook.secret, one)).toBe(true);
    expect(first && (await verifies('whsec_' + btoa('another secret of 32 bytes length'), first))).toBe(false);
    expect(first && (await verifies(hook.secret, { ...first, body: first.body.replace('W-1', 'W-2') }))).toBe(false);
  });

  it('of an office receives what concerns the office, one of an administrator everything', async () => {
    const [here, elsewhere, all] = [await receiver(), await receiver(), await receiver()];
    await endpoint(office, 'officer', here.url, ['declaration.moved']);
    await endpoint(office, 'officerElsewhere', elsewhere.url, ['declaration.moved']);
    await endpoint(office, 'admin', all.url, ['declaration.moved']);
    await given.declaration({ filed: NOW, broker: 'brokerB' });
    await given.declaration({ filed: NOW, broker: 'brokerB', office: '2921' });
    await deliverNotices(office);
    expect([here, elsewhere, all].map(({ received }) => received.length)).toEqual([1, 1, 2]);
  });

  it('shows its secret once, to nobody afterwards, also under the Idempotency-Key', async () => {
    const body = { url: (await receiver()).url, events: ['declaration.moved'] };
    const ask = () => office.as('brokerB').post('/v1/webhooks').set('Idempotency-Key', 'hook').send(body).expect(201);
    const [first, again] = [await ask(), await ask()];
    expect(first.body.secret).toMatch(/^whsec_/);
    expect(again.body).toEqual({ ...first.body, secret: null });
    const { body: shown } = await office.as('brokerB').get(`/v1/webhooks/${first.body.id}`).expect(200);
    expect(JSON.stringify(shown)).not.toContain('whsec_');
    const stored = await office.rows("SELECT 1 FROM idempotency_key WHERE answer::text LIKE '%whsec%'");
    expect(stored).toEqual([]);
  });

  it('gets a new secret beside which the old one signs for a day', async () => {
    const there = await receiver();
    const hook = await endpoint(office, 'brokerA', there.url, ['declaration.moved']);
    const rotate = (match: string) =>
      office.as('brokerA').post(`/v1/webhooks/${hook.id}/rotate`).set('If-Match', match);
    await office.as('brokerA').post(`/v1/webhooks/${hook.id}/rotate`).expect(428);
    await rotate('"r7"').expect(412);
    const { body } = await rotate('"r1"').expect(200);
    const test = () => office.as('brokerA').post(`/v1/webhooks/${hook.id}/test`).expect(202);
    await test();
    await deliverNotices(office);
    const [both] = there.received;
    if (!both) throw new Error('nothing came');
    expect([await verifies(hook.secret, both), await verifies(body.secret, both)]).toEqual([true, true]);
    office.clock.goTo('2026-11-19T03:00:00Z');
    await test();
    await deliverNotices(office);
    const [, one] = there.received;
    if (!one) throw new Error('nothing came');
    expect([await verifies(hook.secret, one), await verifies(body.secret, one)]).toEqual([false, true]);
  });

  it('is seen, changed and removed by its own organisation only', async () => {
    const hook = await endpoint(office, 'brokerA', (await receiver()).url, ['declaration.moved']);
    const at = `/v1/webhooks/${hook.id}`;
    for (const who of ['brokerB', 'officer'] as const) {
      await office.as(who).get(at).expect(404);
      await office.as(who).get(`${at}/deliveries`).expect(404);
      await office.as(who).post(`${at}/test`).expect(404);
      await office.as(who).delete(at).set('If-Match', '*').expect(404);
      const { body } = await office.as(who).get('/v1/webhooks').expect(200);
      expect((body.items as { id: string }[]).map(({ id }) => id)).not.toContain(hook.id);
    }
    await office.as('analyst').get('/v1/webhooks').expect(403);
    const wanted = { url: (await receiver()).url, events: ['reminder.created'], state: 'paused' };
    await office.as('brokerA').put(at).send(wanted).expect(428);
    const { body } = await office.as('brokerA').put(at).set('If-Match', '"r1"').send(wanted).expect(200);
    expect(body).toMatchObject({ ...wanted, revision: 2, problem: null });
    await office.as('brokerA').delete(at).set('If-Match', '"r1"').expect(412);
    await office.as('brokerA').delete(at).set('If-Match', '"r2"').expect(204);
    await office.as('brokerA').get(at).expect(404);
  });
});

describe('an address that is not to be sent to', () => {
  it.each([
    ['http://10.0.0.1/', 422, 'webhook-address-refused'],
    ['https://169.254.169.254/latest/meta-data', 422, 'webhook-address-refused'],
    ['http://broker@127.0.0.1/', 422, 'webhook-url-invalid'],
    ['file:///etc/passwd', 422, 'webhook-url-invalid'],
    ['no address', 422, 'webhook-url-invalid'],
  ])('%s is refused with what to do about it', async (url, status, code) => {
    const answer = await office
      .as('brokerA')
      .post('/v1/webhooks')
      .send({ url, events: ['declaration.moved'] });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.violations[0]).toMatchObject({ code, pointer: '/url', remedy: expect.any(String) as string });
  });

  it('and events nobody knows are refused by name', async () => {
    for (const events of [[], ['declaration.lost'], 'declaration.moved', ['declaration.moved', 'declaration.moved']]) {
      await office.as('brokerA').post('/v1/webhooks').send({ url: 'http://127.0.0.1/', events }).expect(400);
    }
  });

  it('is refused when it turned into one after it was registered', async () => {
    const hook = await endpoint(office, 'brokerB', (await receiver()).url, ['declaration.moved']);
    await given.system((tx) => tx.run("UPDATE webhook SET url = 'https://192.168.0.1/' WHERE id = $1", [hook.id]));
    await office.as('brokerB').post(`/v1/webhooks/${hook.id}/test`).expect(202);
    await deliverNotices(office);
    const [delivery] = await logOf(office, 'brokerB', hook);
    expect(delivery).toMatchObject({
      state: 'pending',
      attempts: [{ status: null, error: 'webhook-address-refused' }],
    });
  });

  it('is not followed to: a redirect is a failure', async () => {
    const there = await receiver();
    there.answer = answers.moved;
    const hook = await endpoint(office, 'brokerB', there.url, ['declaration.moved']);
    await office.as('brokerB').post(`/v1/webhooks/${hook.id}/test`).expect(202);
    await deliverNotices(office);
    expect(there.paths).toEqual(['/hook']);
    expect((await logOf(office, 'brokerB', hook))[0]?.attempts).toMatchObject([{ status: 302 }]);
  });
});

describe('the log', () => {
  it('has every attempt, gives what was missed by number, and sends again', async () => {
    const there = await receiver();
    const hook = await endpoint(office, 'brokerA', there.url, ['declaration.moved']);
    for (let count = 0; count < 3; count++) await given.declaration({ filed: NOW });
    there.answer = answers.broken;
    await deliverNotices(office);
    const [failed] = await logOf(office, 'brokerA', hook, '&after=0');
    expect(failed).toMatchObject({ number: 1, state: 'pending', attempts: [{ status: 500, answer: 'out of order ' }] });
    there.answer = answers.good;
    later(office, 10);
    await deliverNotices(office);
    const log = await logOf(office, 'brokerA', hook);
    expect(log.map(({ number, state, attempts }) => [number, state, attempts.length])).toEqual([
      [3, 'delivered', 1],
      [2, 'delivered', 1],
      [1, 'delivered', 2],
    ]);
    const missed = await logOf(office, 'brokerA', hook, '&after=1');
    expect(missed.map(({ number }) => number)).toEqual([2, 3]);
    expect(missed[0]?.event).toEqual(there.received.find(({ event }) => event.sequence === '2')?.event);
    const again = `/v1/webhooks/${hook.id}/deliveries/${missed[0]?.id}/redeliver`;
    await office.as('brokerB').post(again).expect(404);
    expect((await office.as('brokerA').post(again).expect(202)).body).toMatchObject({ state: 'pending' });
    await deliverNotices(office);
    expect(there.received.filter(({ event }) => event.sequence === '2')).toHaveLength(2);
    expect(there.received.at(-1)?.headers['webhook-id']).toBe(missed[0]?.id);
  });

  it('is paged, by number in either direction', async () => {
    const { body } = await office.as('brokerA').get('/v1/webhooks').expect(200);
    const { id } = (body.items as { id: string; lastNumber: number }[]).find(({ lastNumber }) => lastNumber >= 3) ?? {};
    const paged = async (query: string) => {
      const numbers: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await office
          .as('brokerA')
          .get(`/v1/webhooks/${id}/deliveries?limit=1${query}${cursor && `&cursor=${cursor}`}`)
          .expect(200);
        numbers.push(...(page.body.items as Delivery[]).map(({ number }) => number));
        cursor = page.body.nextCursor as string | null;
      }
      return numbers;
    };
    const up = await paged('&after=0');
    expect(up).toEqual(up.toSorted((a, b) => a - b));
    expect(up.length).toBeGreaterThan(2);
    expect(await paged('')).toEqual(up.toReversed());
    for (const query of ['after=-1', 'after=x', 'cursor=WyJ4Il0', 'colour=red']) {
      await office.as('brokerA').get(`/v1/webhooks/${id}/deliveries?${query}`).expect(400);
    }
  });
});

function later(on: Office, minutes: number): void {
  on.clock.goTo(new Date(on.clock.now().getTime() + minutes * 60_000));
}
