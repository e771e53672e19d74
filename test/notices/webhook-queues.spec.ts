import { recordAudits } from '../../src/audit/audit.js';
import { recordEvents } from '../../src/domain-events/record-events.js';
import { Notifier } from '../../src/notices/notifier.js';
import { EventFanOut } from '../../src/notices/webhooks/event-fan-out.service.js';
import { WebhookSender } from '../../src/notices/webhooks/webhook-sender.service.js';
import { BackgroundWork } from '../../src/platform/background-work.js';
import { PeriodicWork } from '../../src/platform/periodic-work.js';
import { Given } from '../support/trade/given.js';
import {
  type Endpoint,
  endpoint,
  leasesRunOut,
  logOf,
  deliverNotices,
  deliverElsewhere,
} from '../support/notices/notifying.js';
import { useOffice } from '../support/office.js';
import { answers, Receiver } from '../support/notices/receiver.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const given = new Given(office);
const NOW = '2026-11-18T02:00:00.000Z';
const MEANINGS = ['accept', 'inspect', 'release', 'close'];
const STEPS = ['submitted', 'accepted', 'inspecting', 'released', 'closed'];
let open: Receiver[] = [];

async function hooked(): Promise<{ there: Receiver; hook: Endpoint }> {
  const there = await new Receiver().open();
  open.push(there);
  return { there, hook: await endpoint(office, 'brokerA', there.url, ['declaration.moved']) };
}
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  open = [];
  await given.system((tx) => tx.run('DELETE FROM webhook'));
});

const move = (declarationId: string, code: string) =>
  office
    .as('officer')
    .post('/v1/receipts')
    .send({ receipts: [{ channel: 'officer', code, declarationId, eventTime: NOW }] })
    .expect(200);

async function moved(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push((await given.declaration({ filed: NOW })).id);
  for (const code of MEANINGS) for (const id of ids) await move(id, code);
  return ids;
}
const stepsOf = (there: Receiver, id: string) => there.of(`declaration/${id}`).map(({ event }) => event.data['to']);
const forward = (hours: number) => office.clock.goTo(new Date(office.clock.now().getTime() + hours * 3_600_000));
const shown = async ({ id }: Endpoint) => (await office.as('brokerA').get(`/v1/webhooks/${id}`).expect(200)).body;

describe('a receiver that does not take what it is sent', () => {
  it('delays nobody when it is dead, broken or slow', async () => {
    const [good, slow, dead, broken] = [await hooked(), await hooked(), await hooked(), await hooked()];
    await dead.there.close();
    broken.there.answer = answers.broken;
    let letGo: () => void = () => undefined;
    slow.there.answer = (response) => (letGo = () => response.end());
    const [id = ''] = await moved(1);
    await office.get(Notifier).run();
    await good.there.until(5);
    await slow.there.until(1);
    expect(stepsOf(good.there, id)).toEqual(STEPS);
    expect(slow.there.received).toHaveLength(1); // Still waiting for its first answer.
    slow.there.answer = answers.good;
    letGo();
    await office.get(Notifier).idle();
    expect(stepsOf(slow.there, id)).toEqual(STEPS);
    expect((await logOf(office, 'brokerA', dead.hook, '&after=0'))[0]?.attempts).toMatchObject([
      { status: null, error: 'ECONNREFUSED' },
    ]);
    expect(await shown(broken.hook)).toMatchObject({
      state: 'active',
      waiting: 5,
      problem: { code: 'webhook-failing', message: expect.stringContaining('HTTP 500') as string },
    });
    open = open.filter((each) => each !== dead.there);
  });

  it('is cut off after ten seconds of silence', async () => {
    const { there, hook } = await hooked();
    there.answer = answers.silent;
    await office.as('brokerA').post(`/v1/webhooks/${hook.id}/test`).expect(202);
    await deliverNotices(office);
    const [delivery] = await logOf(office, 'brokerA', hook);
    expect(delivery?.attempts).toMatchObject([{ status: null, error: 'no answer within 10 s' }]);
  });

  it('gets everything in order per declaration when it is well again', async () => {
    const { there } = await hooked();
    const ids = await moved(3);
    // It refuses the second declaration's submission twice, and takes everything else.
    let refusals = 0;
    there.answer = (response, { event }) => {
      const refused = event.subject === `declaration/${ids[1]}` && refusals < 2;
      if (refused) refusals++;
      response.writeHead(refused ? 503 : 200).end();
    };
    for (let turn = 0; turn < 4; turn++) {
      await deliverNotices(office);
      forward(1);
    }
    expect(refusals).toBe(2);
    for (const id of ids) expect(stepsOf(there, id)).toEqual(STEPS);
    const sequence = there.received.map(({ event }) => event.sequence);
    expect(sequence).not.toEqual(sequence.toSorted((a, b) => Number(a) - Number(b))); // The others did not wait.
  });

  it('is switched off when it took nothing for three days, its owner sees it, and goes on where it stopped', async () => {
    const { there, hook } = await hooked();
    there.answer = answers.broken;
    const [id = ''] = await moved(1);
    for (let turn = 0; turn < 13; turn++) {
      await deliverNotices(office);
      forward(30);
    }
    expect(there.received).toHaveLength(11);
    const off = await shown(hook);
    expect(off).toMatchObject({ state: 'switched-off', waiting: 4, revision: 2 });
    expect(off.problem.message).toBe('The webhook was switched off after 11 failures in a row, the last: HTTP 500.');
    there.answer = answers.good;
    await move((await given.declaration({ filed: NOW })).id, 'accept');
    await deliverNotices(office);
    expect(there.received).toHaveLength(11);
    const wanted = { url: there.url, events: ['declaration.moved'] };
    await office.as('brokerA').put(`/v1/webhooks/${hook.id}`).set('If-Match', '"r2"').send(wanted).expect(200);
    await deliverNotices(office);
    expect(stepsOf(there, id)).toEqual(STEPS);
    expect(await shown(hook)).toMatchObject({ state: 'active', problem: null, waiting: 0 });
  });

  it('loses one event that it never takes, and no other', async () => {
    const { there, hook } = await hooked();
    const [id = '', other = ''] = await moved(2);
    there.answer = (response, { event }) =>
      response.writeHead(event.data['declaration'] === id && event.data['to'] === 'accepted' ? 422 : 200).end();
    for (let turn = 0; turn < 13; turn++) {
      await deliverNotices(office);
      forward(30);
    }
    expect(await shown(hook)).toMatchObject({ state: 'active', waiting: 0 });
    expect(stepsOf(there, other)).toEqual(STEPS);
    expect(stepsOf(there, id)).toEqual(STEPS.filter((step) => step !== 'accepted'));
    const givenUp = (await logOf(office, 'brokerA', hook)).filter(({ state }) => state === 'given-up');
    expect(givenUp.map(({ event, attempts }) => [event.data['to'], attempts.length])).toEqual([['accepted', 10]]);
  });

  it('that is gone is not asked again', async () => {
    const { there, hook } = await hooked();
    there.answer = answers.gone;
    await office.as('brokerA').post(`/v1/webhooks/${hook.id}/test`).expect(202);
    await deliverNotices(office);
    expect(await shown(hook)).toMatchObject({ state: 'switched-off', problem: { code: 'webhook-switched-off' } });
  });
});

describe('what was committed', () => {
  it.each([
    ['events-queued', 0],
    ['webhook-leased', 0],
    ['webhook-sent', 1],
  ])('is delivered, whole and in order, when the worker is killed at %s', async (cut, before) => {
    const { there, hook } = await hooked();
    const [id = ''] = await moved(1);
    expect(await deliverElsewhere(office, cut)).toMatchObject({ signal: 'SIGKILL' });
    expect(there.received).toHaveLength(before);
    await leasesRunOut(office);
    await deliverNotices(office);
    expect(stepsOf(there, id)).toEqual(STEPS);
    expect(there.received).toHaveLength(5 + before); // What was answered and not written down is sent twice, at most.
    const log = await logOf(office, 'brokerA', hook, '&after=0');
    expect(log.map(({ number, state }) => [number, state])).toEqual([1, 2, 3, 4, 5].map((n) => [n, 'delivered']));
  });

  it('is delivered once and in order by two workers, and by two processes', async () => {
    const { there } = await hooked();
    const ids = await moved(4);
    const sender = office.get(WebhookSender);
    await Promise.all([office.get(EventFanOut).run(), office.get(EventFanOut).run()]);
    const [hook = ''] = await sender.due();
    let letGo: () => void = () => undefined;
    there.answer = (response) => (letGo = () => response.end());
    const first = sender.run(hook);
    await there.until(1);
    // It waits for its answer: the others find the endpoint taken, now and when they come at the same time.
    expect(await Promise.all([sender.run(hook), sender.run(hook)])).toEqual([0, 0]);
    there.answer = answers.good;
    letGo();
    expect(await first).toBe(20);
    expect(there.received).toHaveLength(20);
    const more = await moved(3);
    const ends = await Promise.all([deliverElsewhere(office), deliverElsewhere(office)]);
    expect(ends).toEqual([expect.objectContaining({ code: 0 }), expect.objectContaining({ code: 0 })]);
    await deliverNotices(office);
    expect(there.received).toHaveLength(35);
    for (const id of [...ids, ...more]) expect(stepsOf(there, id)).toEqual(STEPS);
  });

  it('is delivered, and what was rolled back is not', async () => {
    const { there } = await hooked();
    await expect(
      given.system(async (tx) => {
        const [id = ''] = (await tx.rows<{ id: string }>('SELECT id FROM declaration LIMIT 1')).map((row) => row.id);
        const data = { from: 'draft', to: 'submitted', entryId: null };
        await recordEvents(tx, office.clock, [{ type: 'declaration.moved', subjectId: id, data }]);
        expect(await tx.rows('SELECT 1 FROM domain_event')).toHaveLength(1);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await deliverNotices(office);
    expect(there.received).toEqual([]);
    expect(await office.rows('SELECT 1 FROM domain_event')).toEqual([]);
  });

  it('is an event of its own: what stands in the audit trail alone is sent to nobody', async () => {
    const { there } = await hooked();
    const { id: subjectId } = await given.declaration({ filed: NOW });
    await deliverNotices(office);
    expect(there.received).toHaveLength(1);
    const event = { subjectType: 'declaration', subjectId, detail: { from: 'submitted', to: 'accepted' } };
    await given.system((tx) => recordAudits(tx, office.clock, [{ ...event, action: 'declaration.moved' }]));
    await deliverNotices(office);
    expect(there.received).toHaveLength(1);
  });

  it('is delivered by a worker of its own accord, and by no process that only answers requests', async () => {
    const { there, hook } = await hooked();
    const periodicWork = office.get(PeriodicWork);
    await office.as('brokerA').post(`/v1/webhooks/${hook.id}/test`).expect(202);
    await office.get(BackgroundWork).onApplicationBootstrap();
    await periodicWork.stop();
    await office.get(Notifier).idle();
    expect(there.received).toEqual([]);
    periodicWork.start();
    await there.until(1);
    await periodicWork.stop();
    await office.get(Notifier).idle();
    expect((await logOf(office, 'brokerA', hook))[0]).toMatchObject({ state: 'delivered' });
  });

  it('is forgotten after thirty days', async () => {
    const { hook } = await hooked();
    await office.as('brokerA').post(`/v1/webhooks/${hook.id}/test`).expect(202);
    await deliverNotices(office);
    forward(24 * 29);
    await office.get(Notifier).sweep();
    expect(await logOf(office, 'brokerA', hook)).toHaveLength(1);
    forward(48);
    await office.get(Notifier).sweep();
    expect(await logOf(office, 'brokerA', hook)).toEqual([]);
  });
});
